"""The history says who changed what from what to what, and only to those who may see the record."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from access.exclusion import exclude
from access.viewer import Viewer
from cases.history.reading import history
from cases.models import Case
from cases.subjects.models.subject import Name, Number, Subject
from tests.cases.history.saying import steps, titles, told
from tests.cast import fresh, taken_in

pytestmark = pytest.mark.django_db
apart = pytest.mark.django_db(transaction=True)  # each verb in its own transaction, as in life


def subject(case: Case, by: Viewer, name: str = "Somchai", **facts: object) -> Subject:
    return Subject.add(case, by=by, names=[Name(name)], **facts)  # type: ignore[arg-type]


@apart
def test_a_field_is_told_from_what_to_what(ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    ranong.edit(by=thai_analyst, version=ranong.version, title="Ranong pier", handling=["H1", "H2"])
    (title, changes), *_rest = told(khmer_liaison, ranong)
    assert title == "Ranong pier"
    assert changes["title"] == ("Ranong trawlers", "Ranong pier")
    assert changes["handling"][0].startswith("H2")
    assert changes["handling"][1].startswith("H1")
    assert set(changes) == {"title", "handling"}


@apart
def test_states_are_told_in_words(ranong: Case, thai_analyst: Viewer) -> None:
    ranong.suspend(by=thai_analyst, reason="")
    assert told(thai_analyst, ranong)[0][1]["state"] == ("Open", "Suspended")


@apart
def test_who_is_an_agency_and_a_name_only_at_home(ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    ranong.edit(by=thai_analyst, version=ranong.version, title="x")
    ours, theirs = steps(thai_analyst, ranong)[0], steps(khmer_liaison, ranong)[0]
    assert (ours.agency, ours.person) == (str(thai_analyst.agency), "Ladda Phromsiri")
    assert (theirs.agency, theirs.person) == (str(thai_analyst.agency), "")


@apart
def test_the_lines_of_a_record_are_part_of_its_step(ranong: Case, thai_analyst: Viewer) -> None:
    boss = subject(ranong, thai_analyst)
    boss.edit(
        by=thai_analyst, version=boss.version, names=[Name("Somchai"), Name("ลุงชัย")],
        numbers=[Number("phone", "+66812345678")], note="seen twice",
    )  # fmt: skip
    (step,) = [step for step in steps(thai_analyst, ranong) if step.noun == "subject" and not step.added]
    changes = {change.field: (change.old, change.new) for change in step.changes}
    assert changes["note"] == ("", "seen twice")
    assert changes["subject_name"] == ("", "ลุงชัย")
    assert changes["identifier"][1].startswith("+66")


@apart
def test_a_name_that_goes_is_told_as_gone(ranong: Case, thai_analyst: Viewer) -> None:
    boss = subject(ranong, thai_analyst)
    boss.edit(by=thai_analyst, version=boss.version, names=[Name("Prasit")])
    step = next(step for step in steps(thai_analyst, ranong) if step.noun == "subject")
    lines = {(change.old, change.new) for change in step.changes if change.field == "subject_name"}
    assert lines == {("Somchai", ""), ("", "Prasit")}


@apart
def test_a_removed_record_stays_in_the_history_of_those_who_saw_it(
    ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    boss = subject(ranong, thai_analyst)
    boss.take_out(by=thai_analyst)
    first = steps(khmer_liaison, ranong)[0]
    assert (first.removed, first.title) == (True, "Somchai")


@pytest.mark.parametrize("removed", [False, True])
def test_a_restricted_record_leaves_no_trace(
    ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer, removed: bool
) -> None:
    before = steps(khmer_liaison, ranong)
    boss = subject(ranong, thai_analyst, only=[thai_analyst.agency])
    boss.edit(by=thai_analyst, version=boss.version, note="ours")
    if removed:
        boss.take_out(by=thai_analyst)
    assert steps(khmer_liaison, ranong) == before
    assert "Somchai" in titles(thai_analyst, ranong)


def test_only_is_exact_for_the_lead_too(
    ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer, ngo_caseworker: Viewer
) -> None:
    taken_in(ranong, ngo_caseworker, by=thai_analyst)
    subject(ranong, khmer_liaison, only=[khmer_liaison.agency])
    assert "Somchai" not in titles(thai_analyst, ranong)
    assert "Somchai" not in titles(ngo_caseworker, ranong)
    assert "Somchai" in titles(khmer_liaison, ranong)


@apart
def test_a_version_from_before_it_was_opened_to_all_stays_with_its_readers(
    ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    boss = subject(ranong, thai_analyst, only=[thai_analyst.agency], note="secret source")
    boss.only, boss.note = [], "open"
    with transaction.atomic():
        boss.change("only", "note", by=thai_analyst, verb="subject.edited")
    (step,) = [step for step in steps(khmer_liaison, ranong) if step.noun == "subject"]
    assert not step.added
    assert "secret source" not in {word for change in step.changes for word in (change.old, change.new)}
    ours = [change for step in steps(thai_analyst, ranong) for change in step.changes if change.field == "note"]
    assert ours[0].old == "secret source"


def test_who_is_told_of_a_hit_is_in_no_history(ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    boss = subject(ranong, thai_analyst)
    boss.edit(by=thai_analyst, version=boss.version, notice="owner")
    for viewer in (thai_analyst, khmer_liaison):
        assert "notice" not in {change.field for step in steps(viewer, ranong) for change in step.changes}


def test_an_invited_agency_reads_none(ranong: Case, thai_analyst: Viewer, ngo_caseworker: Viewer) -> None:
    ranong.invite(by=thai_analyst, agency=ngo_caseworker.agency, level="partner")
    assert steps(ngo_caseworker, ranong) == []


def test_it_ends_with_the_part_in_the_case(
    ranong: Case, thai_analyst: Viewer, thai_supervisor: Viewer, khmer_liaison: Viewer
) -> None:
    assert steps(khmer_liaison, ranong)
    exclude(by=thai_supervisor, on=ranong, agency=khmer_liaison.agency)
    assert steps(fresh(khmer_liaison), ranong) == []


def test_another_case_is_another_history(ranong: Case, thai_analyst: Viewer) -> None:
    from tests.cast import case_of

    other = case_of(thai_analyst, title="Elsewhere")
    subject(other, thai_analyst, name="Nobody here")
    assert "Nobody here" not in titles(thai_analyst, ranong)


def test_the_number_of_queries_does_not_grow_with_the_page(ranong: Case, thai_analyst: Viewer) -> None:
    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            history(thai_analyst, ranong)
        return len(queries)

    boss = subject(ranong, thai_analyst)
    few = asked()
    for number in range(12):
        boss.edit(by=thai_analyst, version=boss.version, note=f"note {number}")
        subject(ranong, thai_analyst, name=f"Subject {number}")
    assert asked() == few <= 14
