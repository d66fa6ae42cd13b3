"""An alert from the case to the desk that looks: raised, opened, acknowledged, ended; with and without scripts."""

import pytest
from playwright.sync_api import expect

from access.viewer import Viewer
from cases.alerts.models import Alert
from cases.models import Case
from tests.cases.alerts.conftest import CONSENT, SHEET, desk_of, raised
from tests.journeys.conftest import Window
from tests.journeys.test_every_page import LOOKS, Look, looked_at, page_in, violations

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


@pytest.mark.parametrize("javascript", [True, False])
def test_from_the_case_to_the_desk_and_back(
    window: Window, ranong: Case, thai_liaison: Viewer, malay_liaison: Viewer, javascript: bool
) -> None:
    page = window(thai_liaison, java_script_enabled=javascript).new_page()
    page.goto(f"/cases/{ranong.pk}/")
    page.click("text=Raise an urgent alert")
    page.check("[value=MY]")
    page.click("main .form button.primary")
    page.check(f"[value='{malay_liaison.agency_id}']")
    for name in ("names", "call", "consent_by"):
        page.fill(f"[name={name}]", (SHEET | CONSENT)[name])
    page.fill("[name=consent_on]", "2026-01-02")
    page.check("[name=ground][value=guardian_consent]")
    page.select_option("[name=consent_how]", "written")
    page.select_option("[name=consent_language]", "km")
    page.click("main .form button.primary")
    expect(page.locator(".alert-count strong")).to_have_text("0/1")
    desk = window(malay_liaison, java_script_enabled=javascript).new_page()
    desk.goto("/")
    desk.click("main a.button >> text=Acknowledge")
    desk.check("[value=searching]")
    desk.click("main .form button.primary")
    desk.click("text=Open the tracing sheet")
    desk.select_option("[name=purpose]", "search")
    desk.click("main .form button.primary")
    expect(desk.locator(".sheet-name dd")).to_have_text(SHEET["names"])
    if javascript:  # the page renews itself
        expect(page.locator(".alert-count strong")).to_have_text("1/1", timeout=15_000)
    else:
        page.click("text=Load again")
        expect(page.locator(".alert-count strong")).to_have_text("1/1")
    page.click("text=End the alert")
    page.select_option("[name=outcome]", "safe")
    page.click("main .form button.primary")
    expect(page.locator("main")).to_contain_text("This alert has ended")
    desk.goto(page.url)
    expect(desk.locator("text=Open the tracing sheet")).to_have_count(0)


@pytest.mark.parametrize("look", LOOKS)
def test_pages_of_an_alert_are_sound(
    window: Window, look: Look, ranong: Case, thai_liaison: Viewer, malay_liaison: Viewer
) -> None:
    alert: Alert = raised(ranong, by=thai_liaison, desks=[malay_liaison.agency])
    where, line = f"/alerts/{alert.pk}/", desk_of(alert, malay_liaison).pk
    new = f"/alerts/new/?origin=case&id={ranong.pk}"
    own = ["desks/", f"desks/{line}/messages/", f"desks/{line}/withdrawal/", "closure/", "sheet/reveal/"]
    paths = ["/alerts/", where, new, f"{new}&country=MY", *(f"{where}{path}" for path in own)]
    assert looked_at(window, thai_liaison, look, paths) == []
    page = page_in(window, malay_liaison, look)
    assert violations(page, where) == []
    page.goto(f"{where}sheet/reveal/")
    page.select_option("[name=purpose]", "search")
    page.click("main .form button.primary")
    expect(page.locator(".sheet-call dd")).to_have_text(SHEET["call"])
    assert violations(page) == []
