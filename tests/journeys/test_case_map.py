"""A case on the map: with WebGL and without, by keyboard, in light and dark, on a phone, and without a script."""

import os
import shutil
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from access.viewer import Viewer
from cases.chronology.models import Entry, Route
from cases.chronology.placing import Spot
from cases.models import Case
from tests.journeys.conftest import FLAGS, PHONE, WIDE, Window
from tests.journeys.test_every_page import LOOKS, Look, page_in, violations

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
STOPS = [
    Spot("Phnom Penh", "KH", 11.56, 104.92),
    Spot("Poipet", "KH", 13.66, 102.56),
    Spot("Ranong", "TH", 9.97, 98.63),
]
SEEN = [("Crossed", 13.66, 102.56), ("Handed over", 13.66, 102.57), ("Aboard", 9.97, 98.63)]


@pytest.fixture
def mapped(ranong: Case, thai_analyst: Viewer) -> Case:
    """The case with a route, three entries on the map (two of them at one place) and one that is nowhere."""
    Route.add(ranong, by=thai_analyst, name="Overland to the trawlers", stops=STOPS)
    for n, (text, lat, lon) in enumerate(SEEN, start=10):
        where: dict[str, Any] = {"place": "Poipet", "lat": lat, "lon": lon, "role": "transit"}
        Entry.add(ranong, by=thai_analyst, at=f"2017-03-{n}", text=text, **where)
    Entry.add(ranong, by=thai_analyst, at="2017", text="Kept at sea", place="Pier 7")
    return ranong


def drawn(page: Page) -> None:
    """Wait until marks stand on the map."""
    expect(page.locator(".map-view .map-mark").first).to_be_visible(timeout=30_000)


@pytest.mark.parametrize("look", LOOKS)
def test_the_pages_are_accessible_with_the_map_open(
    window: Window, mapped: Case, thai_analyst: Viewer, look: Look
) -> None:
    page = page_in(window, thai_analyst, look)
    page.goto(f"/cases/{mapped.pk}/map/")
    if look[1] is PHONE:
        page.click("[data-map-show]")
    drawn(page)
    page.locator("[data-fly]").first.click()
    expect(page.locator("[data-map-card]")).to_be_visible()
    found = violations(page)
    entry = Entry.objects.visible_to(thai_analyst).order_by("first").first()
    assert entry
    others = ("timeline/", "entries/new/", "routes/new/", f"entries/{entry.pk}/", f"entries/{entry.pk}/edit/")
    for path in others:
        found += violations(page, f"/cases/{mapped.pk}/{path}")
    assert found == []


def test_without_webgl_the_world_is_drawn_and_a_line_leads_to_its_mark(
    window: Window, mapped: Case, khmer_liaison: Viewer, complaints: list[str]
) -> None:
    page = window(khmer_liaison, viewport=WIDE, reduced_motion="reduce").new_page()
    page.add_init_script("HTMLCanvasElement.prototype.getContext = () => null")  # as on a device that has none
    page.goto(f"/cases/{mapped.pk}/map/")
    drawn(page)
    expect(page.locator(".map-view svg .route")).to_have_count(2)
    expect(page.locator(".map-view .map-mark.many")).to_have_text("2")
    page.locator("[data-fly]").last.click()
    expect(page.locator("[data-map-found]")).to_contain_text("Aboard")
    expect(page.locator(".map-list .picked")).to_contain_text("Aboard")
    page.keyboard.press("Escape")
    expect(page.locator("[data-map-card]")).to_be_hidden()
    assert complaints == []


def test_without_a_script_the_list_says_it_all(window: Window, mapped: Case, khmer_liaison: Viewer) -> None:
    page = window(khmer_liaison, java_script_enabled=False).new_page()
    page.goto(f"/cases/{mapped.pk}/map/")
    expect(page.locator(".map-list li")).to_have_count(3)
    expect(page.locator(".map-routes")).to_contain_text("Overland to the trawlers")
    expect(page.locator(".map-side")).to_contain_text("Kept at sea")
    expect(page.locator("[data-map-stage]")).to_be_hidden()


def test_a_form_suggests_places_and_the_entry_stands_on_the_timeline(
    window: Window, ranong: Case, thai_analyst: Viewer
) -> None:
    page = window(thai_analyst).new_page()
    page.goto(f"/cases/{ranong.pk}/timeline/")
    page.click("text=Write down what happened")
    page.fill("[name=at]", "12/3/2560")
    page.fill("[name=text]", "Seen at the pier")
    page.locator("[name=place]").press_sequentially("ระนอง")
    expect(page.locator("#places option")).not_to_have_count(0, timeout=20_000)
    page.fill("[name=place]", page.locator("#places option").first.get_attribute("value") or "")
    expect(page.locator("[name=country]")).to_have_value("TH")
    page.click("main button.primary")
    page.goto(f"/cases/{ranong.pk}/timeline/?kind=happened")
    expect(page.locator(".happened")).to_contain_text("12 Mar 2017")
    expect(page.locator(".happened")).to_contain_text("Ranong")


def test_with_webgl_it_moves_and_the_content_policy_holds(
    window: Window, server: str, chromium: Browser, mapped: Case, khmer_liaison: Viewer
) -> None:
    cookies: Any = window(khmer_liaison).cookies()
    program = os.environ.get("CHROMIUM") or shutil.which("chromium")
    software = ["--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
    running = chromium.browser_type.launch(executable_path=program, args=[*FLAGS, *software])
    try:
        context = running.new_context(base_url=server, viewport={"width": 1440, "height": 900})
        context.add_cookies(cookies)
        page, said = context.new_page(), list[str]()
        page.on("console", lambda message: said.append(message.text))
        page.goto(f"/cases/{mapped.pk}/map/")
        drawn(page)
        expect(page.locator(".map-view canvas")).to_be_visible()
        page.locator("[data-fly]").last.click()
        expect(page.locator("[data-map-found]")).to_contain_text("Aboard")
        assert [line for line in said if "Content Security Policy" in line or "Error" in line] == []
    finally:
        running.close()
