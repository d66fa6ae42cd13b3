"""The last minute of the demo: a review meeting is planned, walked through, compared with the last, and closed."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from access.viewer import Viewer
from cases.models import Case
from cases.plan.models import Action
from cases.reviews.models import Review
from tests.cases.reviews.conftest import meeting
from tests.cast import taken_in
from tests.journeys.conftest import Window
from tests.journeys.test_every_page import LOOKS, Look, looked_at

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
LONG_AGO = datetime(2026, 3, 1, 2, tzinfo=UTC)


@pytest.fixture
def before(thai_liaison: Viewer, khmer_liaison: Viewer, ranong: Case) -> Review:
    """The meeting before: one thing was decided, and has been done since; another has not."""
    last = meeting(thai_liaison, khmer_liaison, title="First review", starts_at=LONG_AGO,
                   ends_at=LONG_AGO + timedelta(days=1))  # fmt: skip
    last.open(by=thai_liaison)
    item = last.put_up(by=khmer_liaison, case=ranong)
    done, _left = (
        item.decide(by=thai_liaison, text=text, agency=khmer_liaison.agency).action
        for text in ("Visit the pier", "Find the rest-house")
    )
    last.close(by=thai_liaison)
    done.start(by=khmer_liaison)
    done.finish(by=khmer_liaison)
    return last


@pytest.mark.parametrize("javascript", [True, False])
def test_a_meeting_from_its_plan_to_its_minutes(
    window: Window, before: Review, thai_liaison: Viewer, khmer_liaison: Viewer, malay_liaison: Viewer, javascript: bool
) -> None:
    host = window(thai_liaison, java_script_enabled=javascript).new_page()
    _plan(host, khmer_liaison, malay_liaison)
    for guest in (khmer_liaison, malay_liaison):
        page = window(guest).new_page()
        page.goto("/")
        page.click(".waiting a.button[href*='/reviews/']")
        page.click(".page-head a.button.primary")
        page.click("main form button.primary")
    _hold(host)
    _close(host)
    expect(host.locator(".alert.ok").first).to_be_visible()
    outside = window(malay_liaison).new_page()
    outside.goto(f"{Review.objects.exclude(pk=before.pk).get().get_absolute_url()}minutes/")
    expect(outside.locator("main")).not_to_contain_text("Ranong")
    expect(outside.locator("main")).to_contain_text("12 victims rescued")


def _plan(page: Page, *guests: Viewer) -> None:
    page.goto("/reviews/")
    page.click(".page-head a.button.primary")
    page.fill("[name=title]", "Second review")
    page.fill("[name=starts_at]", "2026-11-10T09:00")
    page.fill("[name=ends_at]", "2026-11-11T17:00")
    page.select_option("[name=follows]", label="First review")
    for guest in guests:
        page.get_by_label(guest.agency.name).check()
    page.click("main form button.primary")
    expect(page.locator("h1")).to_have_text("Second review")


def _hold(page: Page) -> None:
    """Open the session, put the case up, decide, and walk on."""
    page.reload()
    page.click(".page-head a.button.primary")
    page.click("main form button.primary")
    page.click("#agenda a:has-text('Put a case up')")
    page.select_option("[name=case]", label="Ranong trawlers")
    page.click("main form button.primary")
    expect(page.locator("main")).to_contain_text("Visit the pier")
    expect(page.locator("main")).to_contain_text("Find the rest-house")
    page.fill("#decisions [name=text]", "Search it together")
    page.select_option("#decisions [name=agency]", index=1)
    page.click("#decisions form.form button")
    expect(page.locator(".todos.numbered")).to_contain_text("Search it together")
    page.click(".page-head button.primary")
    page.click("#figures summary")
    page.select_option("[name=category]", "victims_rescued")
    page.fill("[name=number]", "12")
    page.fill("[name=source]", "Port police")
    page.click("#figures form.form button")
    expect(page.locator(".tiles")).to_contain_text("12")


def _close(page: Page) -> None:
    page.click(".page-head a.button.primary")
    page.click("main form button.primary")
    page.click(".tabs a >> nth=1")
    expect(page.locator("main")).to_contain_text("1 item of the plan done, 12 victims rescued")
    expect(page.locator(".minutes-case")).to_contain_text("Search it together")


@pytest.mark.parametrize("look", LOOKS)
def test_pages_of_a_meeting(
    window: Window, look: Look, before: Review, ranong: Case, thai_liaison: Viewer, khmer_liaison: Viewer,
    malay_liaison: Viewer
) -> None:  # fmt: skip
    now = meeting(thai_liaison, khmer_liaison, follows=before, note="Bring the files. " * 20)
    now.open(by=thai_liaison)
    item = now.put_up(by=khmer_liaison, case=ranong, topic="Unbroken" + "long" * 40)
    item.decide(by=thai_liaison, text="Search it together " * 20, agency=khmer_liaison.agency)
    now.state_figure(by=khmer_liaison, category="hidden_sites", number=1, source="Navy", item=item)
    here = now.get_absolute_url()
    acts = [f"{here}{act}/" for act in ("closure", "invitations", "withdrawal", "edit", "minutes")]
    paths = ["/", "/reviews/", "/reviews/new/", here, *acts, item.get_absolute_url(), f"{here}agenda/new/"]
    assert looked_at(window, thai_liaison, look, [*paths, f"{before.get_absolute_url()}minutes/"]) == []
    assert looked_at(window, malay_liaison, look, ["/reviews/"]) == []


@pytest.mark.parametrize("look", LOOKS)
def test_pages_of_the_plan(
    window: Window, look: Look, before: Review, ranong: Case, thai_liaison: Viewer, khmer_liaison: Viewer,
    ngo_caseworker: Viewer
) -> None:  # fmt: skip
    late = Action.add(ranong, by=thai_liaison, text="Unbroken" + "long" * 40, agency=thai_liaison.agency,
                      due=LONG_AGO.date())  # fmt: skip
    late.comment(by=khmer_liaison, text="Seen at the pier " * 30)
    taken_in(ranong, ngo_caseworker, by=thai_liaison, level="observer")
    plan = f"/cases/{ranong.pk}/plan/"
    tails = ("", "?way=agency", "?state=done", "?state=dropped", "new/", f"{late.pk}/", f"{late.pk}/edit/",
             f"{late.pk}/give_up/", f"{late.pk}/reassign/")  # fmt: skip
    assert looked_at(window, thai_liaison, look, [f"{plan}{tail}" for tail in tails]) == []
    assert looked_at(window, ngo_caseworker, look, [plan, f"{plan}{late.pk}/"]) == []
