"""The story that the first part must tell: a note in a joint case, who sees it, and who never learns of it."""

import re
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from access.viewer import Viewer
from cases.models import Case
from tests.cast import case_of
from tests.journeys.conftest import Window

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
NOTE = "เรือประมงสองลำออกจากท่าโดยไม่มีรายชื่อลูกเรือ"
PAGES = ("", "timeline/", "sharing/", "log/", "edit/", "closure/", "participants/")


@pytest.mark.parametrize("javascript", [True, False])
def test_the_analyst_adds_a_note_and_the_partner_reads_it(
    window: Window, ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer, javascript: bool
) -> None:
    page = window(thai_analyst, java_script_enabled=javascript).new_page()
    page.goto("/")
    page.click("text=Ranong trawlers")
    page.fill("[name=text]", NOTE)
    page.click(".note-form button")
    expect(page.locator(".notes .prose").first).to_have_text(NOTE)
    partner = window(khmer_liaison).new_page()
    partner.goto(f"/cases/{ranong.pk}/")
    expect(partner.locator(".notes")).to_contain_text(NOTE)


def answer_to(page: Page, path: str) -> tuple[int, bytes]:
    answer = page.goto(path)
    assert answer
    return answer.status, answer.body()


def test_an_outsider_meets_the_page_of_an_absent_case(window: Window, ranong: Case, malay_liaison: Viewer) -> None:
    page = window(malay_liaison).new_page()
    for path in PAGES:
        unseen, absent = (answer_to(page, f"/cases/{pk}/{path}") for pk in (ranong.pk, uuid4()))
        assert unseen[0] == 404, path
        assert unseen == absent, path
        assert str(ranong.pk).encode() not in unseen[1], path


def test_the_lead_reads_in_the_log_who_consulted_it(
    window: Window, ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    window(khmer_liaison).new_page().goto(f"/cases/{ranong.pk}/")
    page = window(thai_analyst).new_page()
    page.goto(f"/cases/{ranong.pk}/log/")
    read = page.locator("tbody tr", has_text="Cambodian National Police").filter(has_text=re.compile("read"))
    expect(read.first).to_be_visible()
    assert khmer_liaison.person.name not in page.content()


def test_an_invited_agency_accepts_from_its_desk(window: Window, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    case = case_of(thai_analyst, title="Karaoke house")
    case.invite(by=thai_analyst, agency=khmer_liaison.agency)
    page = window(khmer_liaison).new_page()
    page.goto("/")
    page.click(".waiting a.button")
    expect(page.locator(".note-form")).to_have_count(0)
    page.click(".page-head a.button.primary")
    page.click("main form button.primary")
    expect(page.locator(".note-form")).to_be_visible()


def test_a_revoked_partner_is_out_at_the_next_click(
    window: Window, ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    page = window(khmer_liaison).new_page()
    page.goto(f"/cases/{ranong.pk}/")
    ranong.revoke(by=thai_analyst, agency=khmer_liaison.agency)
    with page.expect_response(re.compile("sharing")) as answer:
        page.click(".tabs a[href$='sharing/']")
    assert answer.value.status == 404
