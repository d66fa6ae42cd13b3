"""While a person is screened as a possible victim, nothing more is aimed at them (non-punishment, ACTIP)."""

from typing import Any

import pytest

from access.viewer import Viewer
from agencies.models import Role
from cases.models import Case
from cases.warrants.models import Warrant
from cases.warrants.reading import Wanted, across, told
from coordination_center.errors import IllegalMove
from tests.agencies.door import browser
from tests.api import Program
from tests.cases.warrants.people import DAY, issued, suspect, today, transmitted, warrant
from tests.cast import agency, fresh, member, taken_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def prosecutor(ranong: Case, thai_analyst: Viewer) -> Viewer:
    """Counsel of a prosecution that takes part."""
    office = member(agency("Office of the Attorney General", kind="prosecution"), Role.COUNSEL)
    taken_in(ranong, office, by=thai_analyst)
    return fresh(office)


def test_issue_transmit_execute_and_renew_stop(ranong: Case, thai_analyst: Viewer) -> None:
    person = suspect(ranong, thai_analyst)
    draft, out = (warrant(ranong, thai_analyst, subject=person), issued(ranong, thai_analyst, subject=person))
    there = transmitted(ranong, thai_analyst, subject=person)
    there.acknowledge(by=thai_analyst)
    person.refer_for_screening(by=thai_analyst, reasons=["forced"])
    for verb in (draft.issue, out.transmit, there.execute):
        with pytest.raises(IllegalMove):
            verb(by=thai_analyst)
    with pytest.raises(IllegalMove):
        out.renew(by=thai_analyst, expires_on=today(ranong) + DAY)
    assert set(Warrant.objects.values_list("state", flat=True)) == {"draft", "issued", "acknowledged"}


def test_what_arrives_or_is_taken_back_does_not_stop(ranong: Case, thai_analyst: Viewer) -> None:
    person = suspect(ranong, thai_analyst)
    row = transmitted(ranong, thai_analyst, subject=person)
    person.refer_for_screening(by=thai_analyst, reasons=["debt"])
    row.acknowledge(by=thai_analyst)
    row.withdraw(by=thai_analyst)


def test_the_review_of_a_prosecutor_lets_it_go_on(ranong: Case, thai_analyst: Viewer, prosecutor: Viewer) -> None:
    person = suspect(ranong, thai_analyst)
    row = warrant(ranong, thai_analyst, subject=person)
    person.refer_for_screening(by=thai_analyst, reasons=["forced"])
    person.review_screening(by=prosecutor, result="proceed")
    row.issue(by=thai_analyst)
    assert row.state == "issued"


def test_a_victim_is_not_punished(ranong: Case, thai_analyst: Viewer, prosecutor: Viewer) -> None:
    person = suspect(ranong, thai_analyst)
    row = warrant(ranong, thai_analyst, subject=person)
    person.refer_for_screening(by=thai_analyst, reasons=["forced"])
    person.review_screening(by=prosecutor, result="victim_not_punished")
    with pytest.raises(IllegalMove):
        row.issue(by=thai_analyst)


def test_the_page_and_the_api_say_why(ranong: Case, thai_analyst: Viewer) -> None:
    person = suspect(ranong, thai_analyst)
    row = transmitted(ranong, thai_analyst, subject=person)
    Warrant.objects.filter(pk=row.pk).update(answer_due=row.transmitted_at)
    person.refer_for_screening(by=thai_analyst, reasons=["forced"])
    page = browser(thai_analyst).get(f"/cases/{ranong.pk}/warrants/{row.pk}/").content.decode()
    assert "Until a prosecutor records" in page
    act = browser(thai_analyst).get(f"/cases/{ranong.pk}/warrants/{row.pk}/renewal/").content.decode()
    assert ("being screened" in act, "data-keep" in act) == (True, False)
    shown = Program(thai_analyst).get(f"/cases/{ranong.pk}/warrants/{row.pk}/").json()
    assert (shown["stopped"], shown["overdue"]) == (True, False)
    day = str(today(ranong) + DAY)
    answer = Program(thai_analyst).post(f"/cases/{ranong.pk}/warrants/{row.pk}/renewal/", {"expires_on": day})
    assert (answer.status_code, answer.json()["code"]) == (409, "illegal_move")
    post = browser(thai_analyst).post(f"/cases/{ranong.pk}/warrants/{row.pk}/renewal/", {"expires_on": day})
    assert post.status_code == 409


def test_a_stopped_warrant_is_not_overdue(ranong: Case, thai_analyst: Viewer) -> None:
    person = suspect(ranong, thai_analyst)
    row = transmitted(ranong, thai_analyst, subject=person)
    Warrant.objects.filter(pk=row.pk).update(answer_due=row.transmitted_at)
    person.refer_for_screening(by=thai_analyst, reasons=["forced"])
    found: Any = told().get(pk=row.pk)
    assert not found.overdue
    assert across(thai_analyst, Wanted(overdue=True)).rows == []
