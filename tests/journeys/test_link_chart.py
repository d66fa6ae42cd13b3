"""The link chart in a browser: drawn under the strict policy, walked by keys, filtered, saved, and said in words."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from access.viewer import Viewer
from cases.links.models import Link
from cases.models import Case
from cases.subjects.models import Subject
from cases.subjects.models.subject import Name
from tests.journeys.conftest import PHONE, WIDE, Window
from tests.journeys.test_every_page import page_in, violations

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
BOSS, VAN, BOAT = "สมชาย ใจดี", "White van 2กข 4455", "ဦးအောင်မြင့် ၇"
HOUSE, PHONE_NUMBER = "ផ្ទះលេខ ១២", "+66 81 234 5678"
READY = "[data-link-chart][data-state='ready']"


@pytest.fixture
def chart(ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer) -> Case:
    """Boss uses van, van transports to a house, the phone and the boat stand apart; one subject for the Thai police."""

    def made(name: str, kind: str, by: Viewer = thai_analyst, **facts: Any) -> Subject:
        return Subject.add(ranong, by=by, names=[Name(name)], kind=kind, **facts)

    def link(source: Subject, kind: str, target: Subject, by: Viewer = thai_analyst, **facts: Any) -> None:
        Link.add(ranong, by=by, source=source, target=target, kind=kind, **facts)

    boss, van = made(BOSS, "Person", role="organiser"), made(VAN, "Vehicle", khmer_liaison)
    house, boat, phone = made(HOUSE, "Address"), made(BOAT, "Vessel"), made(PHONE_NUMBER, "Phone", khmer_liaison)
    secret = made("Kept secret", "Person", only=[thai_analyst.agency])
    link(boss, "uses", van, from_date="2017-03", sourced="Toll records")
    link(van, "transports", house, khmer_liaison, from_date="2016", until_date="2016-12")
    link(phone, "other", boat)
    link(secret, "knows", boat)
    return ranong


Opened = Callable[..., Page]


@pytest.fixture
def opened(window: Window, chart: Case) -> Opened:
    """Opens the chart for a viewer and waits until it is arranged."""

    def open_chart(viewer: Viewer, **options: Any) -> Page:
        page = window(viewer, **options).new_page()
        page.goto(f"/cases/{chart.pk}/links/")
        page.wait_for_selector(READY, timeout=30_000)
        return page

    return open_chart


def test_it_is_drawn_under_the_strict_policy_and_the_console_stays_silent(
    opened: Opened, thai_analyst: Viewer, complaints: list[str]
) -> None:
    page = opened(thai_analyst)
    expect(page.locator("[data-status]")).to_have_text("Shown: 6 of 6 subjects, 4 links")
    assert page.locator("[data-canvas] canvas").count() >= 1
    assert complaints == []


def test_a_partner_gets_the_same_chart_without_what_is_not_theirs(opened: Opened, khmer_liaison: Viewer) -> None:
    page = opened(khmer_liaison)
    expect(page.locator("[data-status]")).to_have_text("Shown: 5 of 5 subjects, 3 links")
    assert "Kept secret" not in page.content()
    assert page.locator("#path-from option").count() == 6


def test_without_a_script_the_table_says_the_same(window: Window, chart: Case, thai_analyst: Viewer) -> None:
    page = window(thai_analyst, java_script_enabled=False).new_page()
    page.goto(f"/cases/{chart.pk}/links/")
    expect(page.locator("table tbody tr")).to_have_count(4)
    expect(page.locator(".chart-floor")).to_be_hidden()
    page.click("th a:has-text('Who or what')")
    expect(page.locator("th[aria-sort='ascending']")).to_contain_text("Who or what")


def test_keys_walk_from_subject_to_subject_and_say_where_one_is(opened: Opened, thai_analyst: Viewer) -> None:
    page = opened(thai_analyst)
    canvas, said = page.locator("[data-canvas]"), page.locator("[data-live]")
    canvas.focus()
    canvas.press("Home")
    expect(said).to_contain_text("supplied by")
    met = {said.inner_text()}
    for key in ("ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp", "ArrowRight"):  # where they lead, the layout says
        canvas.press(key)
        met.add(said.inner_text())
    assert len(met) > 1
    canvas.press("Enter")
    expect(page.locator("[data-slot=name]")).to_be_focused()
    page.keyboard.press("Escape")
    expect(canvas).to_be_focused()
    canvas.press("Escape")
    expect(page.locator("[data-panel]")).to_be_hidden()


def test_the_chart_is_one_stop_of_the_tab_key(opened: Opened, thai_analyst: Viewer) -> None:
    page = opened(thai_analyst)
    page.locator("[data-canvas]").focus()
    page.keyboard.press("Tab")
    assert page.evaluate("() => !document.querySelector('.chart-floor').contains(document.activeElement)")


def test_kinds_and_times_are_filtered(opened: Opened, thai_analyst: Viewer) -> None:
    page = opened(thai_analyst)
    status = page.locator("[data-status]")
    page.uncheck("input[data-off=nodeKinds][value=Vehicle]")
    expect(status).to_have_text("Shown: 5 of 6 subjects, 2 links")
    page.check("input[data-off=nodeKinds][value=Vehicle]")
    page.uncheck("input[data-off=linkKinds][value=uses]")
    expect(status).to_have_text("Shown: 6 of 6 subjects, 3 links")
    page.check("input[data-off=linkKinds][value=uses]")
    page.fill("#chart-from", "2017-01-01")
    expect(status).to_have_text("Shown: 6 of 6 subjects, 3 links")
    page.uncheck("[data-time=undated]")
    expect(status).to_have_text("Shown: 6 of 6 subjects, 1 links")


def path_between(page: Page, one: str, other: str) -> list[str]:
    page.select_option("#path-from", label=one)
    page.select_option("#path-to", label=other)
    page.click("text=Find the path")
    return page.locator("[data-path-words] li").all_inner_texts()


def test_the_shortest_path_is_said_in_words(opened: Opened, thai_analyst: Viewer) -> None:
    page = opened(thai_analyst)
    assert path_between(page, BOSS, HOUSE) == [f"{BOSS}: uses → {VAN}", f"{VAN}: transports → {HOUSE}"]
    expect(page.locator("[data-path-said]")).to_have_text("Connected by 2 links:")
    assert path_between(page, HOUSE, BOSS)[1] == f"{VAN} ← uses: {BOSS}"
    assert path_between(page, BOSS, BOAT) == []
    expect(page.locator("[data-path-said]")).to_contain_text("No path")
    assert path_between(page, BOSS, BOSS) == []
    page.uncheck("input[data-off=linkKinds][value=uses]")
    assert path_between(page, BOSS, HOUSE) == []


def test_a_neighbourhood_is_put_away_and_shown_again(opened: Opened, thai_analyst: Viewer) -> None:
    page = opened(thai_analyst)
    page.select_option("#path-from", label=VAN)
    van = page.locator("#path-from").input_value()
    choose(page, VAN)
    page.click("button[value=start]")
    expect(page.locator("[data-status]")).to_have_text("Shown: 3 of 6 subjects, 2 links")
    page.click("button[value=collapse]")
    expect(page.locator("[data-status]")).to_have_text("Shown: 1 of 6 subjects, 0 links")
    page.click("button[value=expand]")
    expect(page.locator("[data-status]")).to_have_text("Shown: 3 of 6 subjects, 2 links")
    assert van in (page.locator("[data-slot=open]").get_attribute("href") or "")


def choose(page: Page, name: str) -> None:
    """Walk by keys until the panel is about this subject."""
    canvas = page.locator("[data-canvas]")
    canvas.focus()
    canvas.press("Home")
    for _n in range(10):
        if page.locator("[data-slot=name]").inner_text() == name:
            return
        canvas.press("PageDown")
    raise AssertionError(f"The keys do not reach {name}.")


def test_colours_by_supplier_come_with_numbers_and_words(
    opened: Opened, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    page = opened(thai_analyst)
    page.check("input[data-colour][value=agency]")
    lines = page.locator("[data-agencies] li").all_inner_texts()
    assert lines == [f"(1) {khmer_liaison.agency.name}", f"(2) {thai_analyst.agency.name}"]


def saved(page: Page, does: str, where: Path) -> bytes:
    page.click(".chart-tools summary")
    with page.expect_download() as download:
        page.click(f"[data-do={does}]")
    download.value.save_as(where)
    return where.read_bytes()


def test_a_saved_drawing_carries_title_marking_and_reader(
    opened: Opened, thai_analyst: Viewer, chart: Case, tmp_path: Path, complaints: list[str]
) -> None:
    page = opened(thai_analyst)
    drawing = saved(page, "svg", tmp_path / "links.svg").decode()
    named = (chart.title, thai_analyst.person.name, thai_analyst.agency.name)
    for words in (*named, "TLP:AMBER", "H2", "White van", "transports", "Vehicle"):
        assert words in drawing, words
    assert re.search(r"<script|javascript:|on\w+=", drawing) is None
    picture = saved(page, "png", tmp_path / "links.png")
    assert picture.startswith(b"\x89PNG")
    assert len(picture) > 20_000
    assert complaints == []


def test_on_paper_the_chart_is_a_drawing_and_the_table_follows(opened: Opened, thai_analyst: Viewer) -> None:
    page = opened(thai_analyst)
    page.emulate_media(media="print")
    page.evaluate("() => { dispatchEvent(new Event('beforeprint')); }")
    expect(page.locator("[data-paper] svg")).to_be_visible()
    expect(page.locator(".chart-floor")).to_be_hidden()
    expect(page.locator("table tbody tr")).to_have_count(4)


def test_a_tap_on_a_phone_opens_a_subject(opened: Opened, thai_analyst: Viewer) -> None:
    page = opened(thai_analyst, viewport=PHONE, is_mobile=True, has_touch=True)
    buttons = page.locator(".chart-tools button:visible").all()
    assert min(box["height"] for button in buttons if (box := button.bounding_box())) >= 44
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    choose(page, VAN)
    for button in ("start", "collapse", "close"):
        page.tap(f"button[value={button}]")
    page.tap("[data-do=fit]")
    expect(page.locator("[data-panel]")).to_be_hidden()
    page.tap("[data-canvas]")  # its middle, where the only subject stands
    expect(page.locator("[data-slot=name]")).to_have_text(VAN)


@pytest.mark.parametrize("look", [("light", WIDE), ("dark", PHONE)])
def test_it_is_accessible_in_light_and_dark(window: Window, chart: Case, thai_analyst: Viewer, look: Any) -> None:
    page = page_in(window, thai_analyst, look)
    page.goto(f"/cases/{chart.pk}/links/")
    page.wait_for_selector(READY, timeout=30_000)
    page.check("input[data-colour][value=agency]")
    path_between(page, BOSS, HOUSE)
    page.locator("[data-canvas]").press("Home")
    link = Link.objects.filter(kind="uses").get()
    page.evaluate("() => scrollTo(0, 0)")  # on a phone the bar at the bottom would else lie over some tick
    assert violations(page) == []
    for of in ("new/", "import/", f"{link.pk}/", f"{link.pk}/edit/", f"{link.pk}/removal/"):
        assert violations(page, f"/cases/{chart.pk}/links/{of}") == []
