"""Subjects in a browser: written down in Thai on a phone, with lines added by a script and without one."""

import pytest
from playwright.sync_api import expect

from access.viewer import Viewer
from cases.models import Case
from cases.subjects.models import Card, Charge, Name, Number, Proposal, Subject
from tests.journeys.conftest import PHONE, Window
from tests.journeys.test_every_page import LOOKS, Look, looked_at

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


def test_a_subject_in_thai_on_a_phone(
    window: Window, ranong: Case, thai_analyst: Viewer, complaints: list[str]
) -> None:
    page = window(thai_analyst, viewport=PHONE, is_mobile=True, has_touch=True, locale="th-TH").new_page()
    page.goto(f"/cases/{ranong.pk}/subjects/")
    page.click("a[href$='/subjects/new/']")
    page.fill("[name=names-0-text]", "สมหญิง ใจดี")
    page.select_option("[name=names-0-language]", "th")
    for _more in range(3):
        page.click("[name=more][value=names]")
    expect(page.locator("[name=names-5-text]")).to_be_focused()
    page.fill("[name=names-5-text]", "Somying Jaidee")
    page.select_option("[name=role]", "recruiter")
    page.fill("[name=born]", "๑๗ พฤษภาคม ๒๕๒๓")
    page.fill("[name=numbers-0-value]", "081 234 5678")
    page.select_option("[name=numbers-0-kind]", "phone")
    page.click("main button.primary")
    expect(page.locator("h2#name")).to_have_text("สมหญิง ใจดี")
    expect(page.locator("time[datetime='1980-05-17']")).to_contain_text("2523")
    expect(page.get_by_text("Somying Jaidee")).to_be_visible()
    assert complaints == []


def test_lines_without_a_script(window: Window, ranong: Case, thai_analyst: Viewer) -> None:
    page = window(thai_analyst, java_script_enabled=False).new_page()
    page.goto(f"/cases/{ranong.pk}/subjects/new/")
    page.fill("[name=names-0-text]", "Kept")
    page.click("[name=more][value=names]")
    expect(page.locator("[name=names-0-text]")).to_have_value("Kept")
    page.fill("[name=names-3-text]", "Fourth")
    page.click("main button.primary")
    expect(page.locator("h2#name")).to_have_text("Kept")
    expect(page.get_by_text("Fourth")).to_be_visible()


def test_a_table_is_pasted_looked_at_and_written_down(window: Window, ranong: Case, thai_analyst: Viewer) -> None:
    page = window(thai_analyst).new_page()
    page.goto(f"/cases/{ranong.pk}/subjects/import/")
    page.fill("[name=text]", "name\tborn\nMin Aung\t1991\nNobody\tsoon\n")
    page.click("main button.primary")
    expect(page.locator(".row-error")).to_contain_text("Nobody")
    page.click("main button.primary")
    expect(page.locator("table.subjects")).to_contain_text("Min Aung")
    expect(page.locator("table.subjects")).not_to_contain_text("Nobody")


@pytest.mark.parametrize("look", LOOKS)
def test_every_page_of_the_room(
    window: Window, look: Look, ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    names = [Name("สมชาย " + "ใจดี" * 20), Name("Somchai", "nickname", "en")]
    numbers = [Number("phone", "0812345678")]
    subject = Subject.add(ranong, by=thai_analyst, names=names, numbers=numbers, tags=["pier"], role="suspect")
    subject.refer_for_screening(by=khmer_liaison, reasons=["debt"])
    charge = Charge.add(ranong, by=thai_analyst, subject=subject, offence="trafficking", court="Ranong")
    card = Card.add(ranong, by=thai_analyst, age_group="minor", needs=["shelter"], found_at="Pier 7")
    proposal = Proposal.add(ranong, by=khmer_liaison, subject=subject, version=1, born="1980")
    case, own = f"/cases/{ranong.pk}/", subject.get_absolute_url()
    paths = [
        f"{case}subjects/",
        f"{case}subjects/?role=suspect",
        f"{case}subjects/new/",
        f"{case}subjects/import/",
        own,
    ]
    paths += [f"{own}{tail}/" for tail in ("edit", "audience", "removal", "screening", "photo", "charge")]
    paths += [card.get_absolute_url(), f"{card.get_absolute_url()}edit/", f"{case}cards/new/", f"{case}charges/"]
    paths += [charge.get_absolute_url(), f"{charge.get_absolute_url()}conviction/", proposal.get_absolute_url()]
    assert looked_at(window, thai_analyst, look, paths) == []
