"""Hit or no hit: what is found, what is answered, and who is told."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from access.exclusion import exclude
from access.viewer import Viewer
from audit.models import Event
from cases.models import Case
from coordination_center.errors import Invalid, NotAllowed
from intelligence.hits.models import Query
from intelligence.hits.question import Question
from tests.cast import fresh
from tests.intelligence.hits.world import PHONE, answer, asks, hits_of, holds, own_case, worked

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("held", "asked"),
    [
        ("สมชาย ใจดี", "Somchai Jaidee"), ("Somchai Jaidee", "JAIDEE, Mr Somchai"), ("សុខា ចាន់ធូ", "Sokha Chanthou"),
        ("陈美玲", "Tan Mei Ling"), ("Nguyễn Văn Hùng", "Nguyen Van Hung"), ("ကျော်ဇင်ဦး", "Kyaw Zin Oo"),
    ],
)  # fmt: skip
def test_a_name_is_found_across_scripts(held: str, asked: str, thai_analyst: Viewer, malay_liaison: Viewer) -> None:
    holds(thai_analyst, held)
    assert answer(asks(malay_liaison, asked)) == [thai_analyst.agency.name]


def test_a_number_is_found_in_any_writing(thai_analyst: Viewer, malay_liaison: Viewer) -> None:
    holds(thai_analyst, "Tawan", phone=PHONE)
    assert answer(asks(malay_liaison, phone="081-555-0142")) == [thai_analyst.agency.name]
    assert answer(asks(malay_liaison, phone="081-555-0143")) == []


def test_a_birth_that_clashes_is_another_person(thai_analyst: Viewer, malay_liaison: Viewer) -> None:
    holds(thai_analyst, "Somchai Jaidee", born="1980-05-17")
    assert answer(asks(malay_liaison, "Somchai Jaidee", born="17/5/2523"))
    assert not answer(asks(malay_liaison, "Somchai Jaidee", born="1951-11-02"))


def test_own_holdings_do_not_answer(thai_analyst: Viewer, thai_liaison: Viewer) -> None:
    holds(thai_analyst, "Tawan Saelim")
    assert answer(asks(thai_liaison, "Tawan Saelim")) == []


def test_several_desks_answer(thai_analyst: Viewer, khmer_liaison: Viewer, malay_liaison: Viewer) -> None:
    holds(thai_analyst, "Tawan Saelim")
    holds(khmer_liaison, "Tawan Saelim")
    assert answer(asks(malay_liaison, "Tawan Saelim")) == sorted([khmer_liaison.agency.name, thai_analyst.agency.name])


def test_the_owner_is_told_with_purpose_and_clock(thai_analyst: Viewer, malay_liaison: Viewer) -> None:
    subject = holds(thai_analyst, "Tawan Saelim")
    query = asks(malay_liaison, "Tawan Saelim", purpose="A body in the harbour")
    worked()
    (hit,) = hits_of(thai_analyst)
    assert (hit.record, hit.asker_agency, hit.purpose) == (subject.pk, malay_liaison.agency, "A body in the harbour")
    assert (hit.due_at - query.at).total_seconds() == 48 * 3600
    assert (hit.told, hit.band, hit.state) == (True, "match", "open")


@pytest.mark.parametrize(("notice", "contacts", "told"), [("both", 1, 1), ("owner", 0, 1), ("none", 0, 0), ("", 1, 1)])
def test_the_owner_chooses_who_is_told(
    notice: str, contacts: int, told: int, thai_analyst: Viewer, malay_liaison: Viewer
) -> None:
    holds(thai_analyst, "Tawan Saelim", notice=notice)
    assert len(answer(asks(malay_liaison, "Tawan Saelim"))) == contacts
    worked()
    assert len(hits_of(thai_analyst)) == told
    assert hits_of(malay_liaison) == []


def test_a_restricted_subject_tells_its_owner_alone(
    ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer, malay_liaison: Viewer
) -> None:
    holds(thai_analyst, "Tawan Saelim", case=ranong, only=[thai_analyst.agency])
    assert answer(asks(malay_liaison, "Tawan Saelim")) == []
    worked()
    assert len(hits_of(thai_analyst)) == 1
    assert hits_of(khmer_liaison) == []


def test_unless_its_owner_says_so(ranong: Case, thai_analyst: Viewer, malay_liaison: Viewer) -> None:
    holds(thai_analyst, "Tawan Saelim", case=ranong, only=[thai_analyst.agency], notice="both")
    assert answer(asks(malay_liaison, "Tawan Saelim")) == [thai_analyst.agency.name]


def test_a_compartment_tells_its_named_people_alone(
    thai_analyst: Viewer, thai_liaison: Viewer, malay_liaison: Viewer
) -> None:
    closed = own_case(thai_analyst, tlp="RED", named=[(thai_analyst.person, thai_analyst.agency)])
    holds(thai_analyst, "Tawan Saelim", case=closed)
    assert answer(asks(malay_liaison, "Tawan Saelim")) == []
    worked()
    assert len(hits_of(thai_analyst)) == 1
    assert hits_of(thai_liaison) == []


def test_a_compartment_made_later_closes_at_once(thai_analyst: Viewer, malay_liaison: Viewer) -> None:
    case = own_case(thai_analyst)
    holds(thai_analyst, "Tawan Saelim", case=case)
    case.name(by=thai_analyst, person=thai_analyst.person, agency=thai_analyst.agency)
    assert answer(asks(malay_liaison, "Tawan Saelim")) == []


def test_what_is_removed_or_archived_is_no_hit(thai_analyst: Viewer, malay_liaison: Viewer) -> None:
    holds(thai_analyst, "Tawan Saelim").take_out(by=thai_analyst)
    case = own_case(thai_analyst)
    holds(thai_analyst, "Tawan Saelim", case=case)
    case.close(by=thai_analyst, outcome="unresolved")
    case.archive(by=thai_analyst)
    assert answer(asks(malay_liaison, "Tawan Saelim")) == []


def test_a_name_that_was_taken_back_is_no_hit(thai_analyst: Viewer, malay_liaison: Viewer) -> None:
    from cases.subjects.models.subject import Name

    subject = holds(thai_analyst, "Tawan Saelim", phone=PHONE)
    subject.edit(by=thai_analyst, version=1, names=[Name("Anong Rattana")], numbers=[])
    assert answer(asks(malay_liaison, "Tawan Saelim", phone=PHONE)) == []


def test_who_left_the_case_is_no_contact(
    ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer, malay_liaison: Viewer
) -> None:
    holds(khmer_liaison, "Tawan Saelim", case=ranong)
    assert answer(asks(malay_liaison, "Tawan Saelim")) == [khmer_liaison.agency.name]
    ranong.revoke(by=thai_analyst, agency=khmer_liaison.agency)
    assert answer(asks(malay_liaison, "Tawan Saelim")) == []


def test_the_excluded_never_learn_of_it(
    thai_analyst: Viewer, thai_supervisor: Viewer, malay_liaison: Viewer, khmer_liaison: Viewer
) -> None:
    case = own_case(thai_analyst)
    holds(thai_analyst, "Tawan Saelim", case=case)
    case.shut_out(by=thai_analyst, agency=malay_liaison.agency)
    assert answer(asks(fresh(malay_liaison), "Tawan Saelim")) == []
    exclude(by=thai_supervisor, on=thai_supervisor.agency, person=khmer_liaison.person)
    assert answer(asks(fresh(khmer_liaison), "Tawan Saelim")) == []
    worked()
    assert [hit.told for hit in hits_of(thai_analyst)] == [False, False]


def test_an_owner_whom_the_asker_shut_out_learns_nothing(
    thai_analyst: Viewer, malaysian_police: object, malay_liaison: Viewer
) -> None:
    holds(thai_analyst, "Tawan Saelim")
    exclude(by=malay_liaison, on=malay_liaison.agency, agency=thai_analyst.agency)
    asks(malay_liaison, "Tawan Saelim")
    worked()
    assert hits_of(fresh(thai_analyst)) == []


def test_only_officers_ask(ngo_caseworker: Viewer, thai_admin: Viewer, overseer: Viewer) -> None:
    for viewer in (ngo_caseworker, thai_admin, overseer):
        with pytest.raises(NotAllowed):
            asks(viewer, "Tawan Saelim")


@pytest.mark.parametrize(
    "said", [{}, {"names": ["x"]}, {"numbers": [("phone", "12", "")]}, {"numbers": [("x", "123", "")]}]
)
def test_a_question_says_enough(said: dict[str, object]) -> None:
    with pytest.raises(Invalid):
        Question.said(**said)  # type: ignore[arg-type]


def test_a_purpose_is_needed(malay_liaison: Viewer) -> None:
    with pytest.raises(Invalid):
        asks(malay_liaison, "Tawan Saelim", purpose="  ")


def test_the_same_statements_run_whatever_the_answer(thai_analyst: Viewer, malay_liaison: Viewer) -> None:
    def cost(name: str) -> list[str]:
        with CaptureQueriesContext(connection) as captured:
            asks(malay_liaison, name)
        return [query["sql"].split(" ", 2)[0] for query in captured.captured_queries]

    holds(thai_analyst, "Tawan Saelim")
    holds(thai_analyst, "Anong Rattana", notice="owner")
    holds(thai_analyst, "Prasert Bunmi", notice="none")
    asks(malay_liaison, "Warm Up")
    costs = [cost(name) for name in ("Tawan Saelim", "Anong Rattana", "Prasert Bunmi", "Wichai Kaewmanee")]
    assert costs[0] == costs[1] == costs[2] == costs[3]


def test_the_log_says_who_asked_and_never_what(thai_analyst: Viewer, malay_liaison: Viewer) -> None:
    holds(thai_analyst, "Tawan Saelim", phone=PHONE)
    query = asks(malay_liaison, "Tawan Saelim", phone=PHONE)
    event = Event.objects.get(verb="hit.asked")
    assert (event.actor, event.agency, event.led) == (malay_liaison.person_id, malay_liaison.agency_id, "consultation")
    assert event.detail["answer"] == "hit"
    row = str(Query.objects.filter(pk=query.pk).values().get()) + str(event.detail)
    assert not any(typed in row for typed in ("Tawan", "Saelim", "5550142"))
    assert query.content["asked"]["names"] == ["Tawan Saelim"]
