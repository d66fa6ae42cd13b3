"""The frame: languages, light and dark, keys, the acting agency, and what a page weighs."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from access.viewer import Viewer
from cases.models import Case
from tests.cast import also
from tests.journeys.conftest import Window

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
KB = 1024


def test_the_language_switch_changes_words_and_years(window: Window, ranong: Case, thai_analyst: Viewer) -> None:
    page = window(thai_analyst).new_page()
    page.goto(f"/cases/{ranong.pk}/")
    for language, heading, year in (
        ("en", "Notes", ranong.created_at.year),
        ("th", "บันทึก", ranong.created_at.year + 543),
    ):
        page.click(".topbar form[action='/language/'] >> xpath=ancestor::details/summary")
        page.click(f"button[name=language][value={language}]")
        expect(page.locator("html")).to_have_attribute("lang", language)
        expect(page.locator("#notes .section-head h2")).to_have_text(re.compile(heading))
        expect(page.locator(".facts")).to_contain_text(str(year))


def test_dark_is_remembered_and_arrives_with_the_page(window: Window, thai_analyst: Viewer) -> None:
    page = window(thai_analyst).new_page()
    page.goto("/")
    page.click("[data-themes] summary")
    page.click("[data-theme-choice=dark]")
    answer = page.goto("/cases/")
    assert answer
    assert 'data-theme="dark"' in answer.text()
    assert page.evaluate("getComputedStyle(document.body).colorScheme") == "dark"


def test_keys_lead_through_the_rail_and_list_themselves(window: Window, thai_analyst: Viewer) -> None:
    page = window(thai_analyst).new_page()
    page.goto("/")
    page.keyboard.press("?")
    expect(page.locator("dialog#keys")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("g")
    page.keyboard.press("c")
    page.wait_for_url("**/cases/")  # until loaded: the keys work when their script does
    page.keyboard.press("n")
    expect(page).to_have_url(re.compile("/cases/new/$"))


def test_acting_for_another_agency(window: Window, ranong: Case, khmer_liaison: Viewer, malay_liaison: Viewer) -> None:
    both = also(malay_liaison, khmer_liaison.agency, "liaison")
    page = window(malay_liaison).new_page()
    page.goto("/cases/")
    expect(page.locator("text=Ranong trawlers")).to_have_count(0)
    page.click(".agency-switch summary")
    page.click(f"button[name=agency][value='{both.agency_id}']")
    expect(page.locator("text=Ranong trawlers")).to_be_visible()


def weight_of(page: Page, act: Callable[[], object]) -> int:
    """Bytes that came over the line while `act` ran, headers aside."""
    sizes: list[int] = []
    page.on("requestfinished", lambda request: sizes.append(request.sizes()["responseBodySize"]))
    act()
    page.wait_for_load_state("networkidle")
    return sum(sizes)


def test_what_pages_weigh(window: Window, ranong: Case, khmer_liaison: Viewer) -> None:
    context = window(khmer_liaison)
    page = context.new_page()
    assert weight_of(page, lambda: page.goto("/")) < 150 * KB
    later = context.new_page()
    assert weight_of(later, lambda: later.goto(f"/cases/{ranong.pk}/")) < 20 * KB


def test_a_part_of_the_list_is_swapped_in_place(window: Window, ranong: Case, thai_analyst: Viewer) -> None:
    page = window(thai_analyst).new_page()
    page.goto("/cases/")
    page.evaluate("document.body.dataset.kept = 'yes'")
    page.click(".tabs a[href$='part=partner']")
    expect(page.locator("#list .empty")).to_be_visible()
    expect(page).to_have_url(re.compile("part=partner"))
    assert page.evaluate("document.body.dataset.kept") == "yes"
