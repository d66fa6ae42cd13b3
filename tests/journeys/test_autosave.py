"""What is typed survives a killed page; it comes back to its writer alone, and is gone once it was sent."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from access.viewer import Viewer
from cases.models import Case
from drafts.models import Draft
from tests.cast import member
from tests.journeys.conftest import Window

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
STORY = "เด็กหญิงสองคนถูกพาไปที่ท่าเรือ ยังไม่ทราบชื่อ"
KEPT = re.compile(r"Kept at \d\d:\d\d")


def type_a_case(page: Page) -> None:
    page.goto("/cases/new/")
    page.fill("[name=title]", "Pier at night")
    page.fill("[name=summary]", STORY)
    page.check("[name=handling][value=H2]")
    expect(page.locator(".autosave [role=status]")).to_have_text(KEPT, timeout=15_000)


def test_a_killed_page_gives_its_text_back(window: Window, thai_analyst: Viewer, complaints: list[str]) -> None:
    context = window(thai_analyst)
    page = context.new_page()
    type_a_case(page)
    context.close()
    again = window(thai_analyst).new_page()
    again.goto("/cases/new/")
    expect(again.locator(".writing")).to_contain_text("You were writing this.")
    again.click("[data-go-on]")
    expect(again.locator("[name=title]")).to_have_value("Pier at night")
    expect(again.locator("[name=summary]")).to_have_value(STORY)
    expect(again.locator("[name=handling][value=H2]")).to_be_checked()
    again.click("main .form button.primary")
    expect(again.locator("h1")).to_have_text("Pier at night")
    assert [row.sealed for row in Draft.objects.all()] == [""]
    again.goto("/cases/new/")
    again.wait_for_load_state("networkidle")
    expect(again.locator(".writing")).to_have_count(0)
    assert complaints == []


def test_a_colleague_sees_nothing_of_it(window: Window, thai_analyst: Viewer) -> None:
    type_a_case(window(thai_analyst).new_page())
    colleague = member(thai_analyst.agency, "analyst", name="Kanya Thongdee")
    page = window(colleague).new_page()
    page.goto("/cases/new/")
    page.wait_for_load_state("networkidle")
    expect(page.locator(".writing")).to_have_count(0)
    expect(page.locator("[name=summary]")).to_have_value("")


def test_a_note_comes_back_and_can_be_discarded(window: Window, ranong: Case, thai_analyst: Viewer) -> None:
    page = window(thai_analyst).new_page()
    page.goto(f"/cases/{ranong.pk}/")
    page.fill("[name=text]", STORY)
    expect(page.locator(".autosave [role=status]")).to_have_text(KEPT, timeout=15_000)
    again = window(thai_analyst).new_page()
    again.goto(f"/cases/{ranong.pk}/")
    again.click("[data-discard]")
    expect(again.locator(".writing")).to_have_count(0)
    again.wait_for_load_state("networkidle")
    assert not Draft.objects.exists()


def test_a_lost_line_is_said_and_made_good(window: Window, thai_analyst: Viewer) -> None:
    context = window(thai_analyst)
    page = context.new_page()
    page.goto("/cases/new/")
    context.set_offline(True)
    page.fill("[name=title]", "Pier")
    says = page.locator(".autosave [role=status]")
    expect(says).to_have_text("Not kept, will try again.", timeout=15_000)
    context.set_offline(False)
    expect(says).to_have_text(KEPT, timeout=20_000)


def test_an_old_form_token_does_not_hinder_it(window: Window, thai_analyst: Viewer) -> None:
    context = window(thai_analyst)
    page = context.new_page()
    page.goto("/cases/new/")
    page.wait_for_load_state("networkidle")
    page.evaluate("document.querySelector('main [name=csrfmiddlewaretoken]').value = 'x'.repeat(64)")
    page.fill("[name=title]", "Pier")
    expect(page.locator(".autosave [role=status]")).to_have_text(KEPT, timeout=15_000)
    page.click("main .form button.primary")
    expect(page.locator("h1")).to_have_text("Pier")


def test_a_save_under_way_while_the_form_is_sent_does_not_bring_it_back(window: Window, thai_analyst: Viewer) -> None:
    page = window(thai_analyst).new_page()
    held: list[Route] = []
    page.route("**/drafts/", lambda route: held.append(route) if route.request.method == "POST" else route.continue_())
    page.goto("/cases/new/")
    page.fill("[name=title]", "Pier")
    page.wait_for_timeout(1_800)
    assert len(held) == 1
    form = held[0].request.post_data or ""
    token = held[0].request.headers["x-csrftoken"]
    page.click("main .form button.primary")
    expect(page.locator("h1")).to_have_text("Pier")
    headers = {"X-CSRFToken": token, "Content-Type": "application/x-www-form-urlencoded"}
    late = page.request.post("/drafts/", data=form, headers=headers)
    assert late.status == 409
    assert [row.sealed for row in Draft.objects.all()] == [""]


def test_without_a_script_the_form_works_as_ever(window: Window, thai_analyst: Viewer) -> None:
    page = window(thai_analyst, java_script_enabled=False).new_page()
    page.goto("/cases/new/")
    page.fill("[name=title]", "Pier")
    page.click("main .form button.primary")
    expect(page.locator("h1")).to_have_text("Pier")
