"""Forms lose nothing of what was typed, whatever the answer."""

import pytest
from playwright.sync_api import Page, expect

from access.viewer import Viewer
from cases.models import Case
from tests.cast import fresh
from tests.journeys.conftest import PHONE, Window

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


def test_an_error_keeps_all_that_was_typed(window: Window, thai_analyst: Viewer) -> None:
    page = window(thai_analyst).new_page()
    page.goto("/cases/new/")
    page.fill("[name=title]", "Garment recruiter")
    page.fill("[name=summary]", "Advances that can never be paid back.")
    page.check("[name=handling][value=H3]")
    page.click("main button.primary")
    expect(page.locator("[role=alert]")).to_be_visible()
    expect(page.locator("[name=handling_note]")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("[name=summary]")).to_have_value("Advances that can never be paid back.")
    expect(page.locator("[name=handling][value=H3]")).to_be_checked()


def test_whoever_was_slower_sees_both_versions_and_can_go_on(
    window: Window, ranong: Case, thai_analyst: Viewer
) -> None:
    page = window(thai_analyst).new_page()
    page.goto(f"/cases/{ranong.pk}/edit/")
    page.fill("[name=title]", "Mine")
    Case.objects.scoped(thai_analyst).get(pk=ranong.pk).edit(by=fresh(thai_analyst), version=1, title="Theirs")
    page.click("main button.primary")
    expect(page.locator(".versions")).to_contain_text("Theirs")
    expect(page.locator("[name=title]")).to_have_value("Mine")
    page.click("main button.primary")
    expect(page.locator("h1")).to_have_text("Mine")


def test_a_note_survives_a_lost_line(window: Window, ranong: Case, thai_analyst: Viewer) -> None:
    context = window(thai_analyst)
    page = context.new_page()
    page.goto(f"/cases/{ranong.pk}/")
    page.fill("[name=text]", "Typed on a weak line")
    context.set_offline(True)
    page.click(".note-form button")
    context.set_offline(False)
    page.goto(f"/cases/{ranong.pk}/")
    expect(page.locator("[name=text]")).to_have_value("Typed on a weak line")


def test_a_note_that_arrived_is_no_draft_any_more(window: Window, ranong: Case, thai_analyst: Viewer) -> None:
    page = window(thai_analyst).new_page()
    page.goto(f"/cases/{ranong.pk}/")
    page.fill("[name=text]", "Sent")
    page.click(".note-form button")
    expect(page.locator(".notes")).to_contain_text("Sent")
    expect(page.locator("[name=text]")).to_have_value("")


def test_a_note_for_some_does_not_come_back_as_one_for_all(window: Window, ranong: Case, thai_analyst: Viewer) -> None:
    page = window(thai_analyst).new_page()
    page.goto(f"/cases/{ranong.pk}/")
    page.click(".fold summary")
    page.locator("[name=only]").first.check()
    page.fill("[name=text]", "For some")
    page.reload()
    expect(page.locator("[name=text]")).to_have_value("For some")
    expect(page.locator("[name=only]").first).to_be_checked()
    expect(page.locator("[name=only]").first).to_be_visible()


def test_the_menu_of_verbs_opens_on_a_phones_screen(window: Window, ranong: Case, thai_analyst: Viewer) -> None:
    page = window(thai_analyst, viewport=PHONE).new_page()
    page.goto(f"/cases/{ranong.pk}/")
    page.click("main .menu > summary")
    sheet = page.locator("main .menu > .sheet").bounding_box()
    assert sheet is not None
    assert sheet["x"] >= 0
    assert sheet["x"] + sheet["width"] <= PHONE["width"]


def test_what_cannot_be_taken_back_asks_first(window: Window, thai_analyst: Viewer) -> None:
    page: Page = window(thai_analyst).new_page()
    page.goto("/account/")
    page.click("text=End all my sessions")
    expect(page.locator("dialog#confirm")).to_be_visible()
    page.click("dialog#confirm [value=no]")
    page.goto("/account/")
    expect(page.locator("h1")).to_have_text(thai_analyst.person.name)
