"""Subjects: what may be said of them, who changes them, whom they are for, and that nothing is told of the others."""

from typing import Any

import pytest

from access.viewer import Viewer
from audit.models import Event
from cases.models import Case
from cases.search.models import SearchRow
from cases.subjects.models import Charge, Identifier, Name, Number, Photo, Subject, SubjectName
from coordination_center.errors import IllegalMove, Invalid, NotAllowed, Stale, Unseen
from tests.cast import case_of, opened, taken_in

pytestmark = pytest.mark.django_db


def names_of(subject: Subject) -> list[tuple[str, str]]:
    rows = SubjectName.objects.unscoped("test").filter(subject=subject, removed_at=None)
    return [(row.text, row.kind) for row in rows]


def test_a_subject_with_names_numbers_and_facts(ranong: Case, thai_analyst: Viewer) -> None:
    subject = Subject.add(
        ranong,
        by=thai_analyst,
        names=[Name("สมชาย"), Name("Somchai", "passport", "en")],
        numbers=[Number("phone", "081-234 5678", "TH")],
        born="๑๗ พ.ค. ๒๕๒๓",
        nationality=["th", "MM", "TH"],
        tags=["#Pier  7", "pier 7", "Ranong"],
    )
    assert (subject.label, subject.born, subject.nationality) == ("สมชาย", "1980-05-17", ["TH", "MM"])
    assert subject.tags == ["pier 7", "ranong"]
    assert names_of(subject) == [("สมชาย", "primary"), ("Somchai", "passport")]
    assert Identifier.objects.unscoped("test").get(subject=subject).normal == "+66812345678"


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"kind": "Victim"}, "kind"), ({"role": "potential_victim"}, "role"), ({"born": "when the rains came"}, "born"),
        ({"nationality": ["XX"]}, "nationality"), ({"tags": ["x" * 41]}, "tags"), ({"notice": "all"}, "notice"),
        ({"note": "x" * 20_001}, "note"), ({"names": []}, "names"), ({"names": [Name(" ")]}, "names"),
        ({"names": [Name("x" * 201)]}, "names"), ({"names": [Name("x", "maiden")]}, "names"),
        ({"numbers": [Number("fax", "1")]}, "numbers"), ({"numbers": [Number("phone", "")]}, "numbers"),
    ],
)  # fmt: skip
def test_what_cannot_be_said(ranong: Case, thai_analyst: Viewer, facts: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        Subject.add(ranong, by=thai_analyst, **{"names": [Name("X")]} | facts)
    assert list(refused.value.fields) == [field]
    assert not Subject.objects.unscoped("test").exists()


def test_one_main_name_however_often_it_is_said(ranong: Case, thai_analyst: Viewer) -> None:
    names = [Name("A", "alias"), Name("B", "primary"), Name("C", "primary"), Name("B", "primary")]
    subject = Subject.add(ranong, by=thai_analyst, names=names)
    assert (subject.label, names_of(subject)) == ("B", [("A", "alias"), ("B", "primary"), ("C", "alias")])


def test_an_edit_replaces_lines_and_keeps_those_that_stay(suspect: Subject, thai_analyst: Viewer) -> None:
    kept = SubjectName.objects.unscoped("test").get(text="Somchai Jaidee").pk
    suspect.edit(by=thai_analyst, version=1, names=[Name("Somchai Jaidee", "transliteration"), Name("Toto", "primary")])
    assert suspect.label == "Toto"
    assert names_of(suspect) == [("Somchai Jaidee", "transliteration"), ("Toto", "primary")]
    assert SubjectName.objects.unscoped("test").get(text="Somchai Jaidee").pk == kept


def test_search_knows_what_stands_and_nothing_else(suspect: Subject, thai_analyst: Viewer) -> None:
    suspect.edit(by=thai_analyst, version=1, names=[Name("Toto")], numbers=[], note="keeps a boat", tags=[])
    rows = SearchRow.objects.unscoped("test").filter(object_id=suspect.pk)
    assert sorted(rows.values_list("field", "text")) == [("name", "Toto"), ("note", "keeps a boat")]


def test_a_slower_writer_is_told(suspect: Subject, thai_analyst: Viewer) -> None:
    suspect.edit(by=thai_analyst, version=1, note="first")
    with pytest.raises(Stale):
        suspect.edit(by=thai_analyst, version=1, note="second")
    assert Subject.objects.unscoped("test").get(pk=suspect.pk).note == "first"


def test_only_the_supplier_changes_it(suspect: Subject, khmer_liaison: Viewer) -> None:
    for verb in (
        lambda: suspect.edit(by=khmer_liaison, version=1, note="x"),
        lambda: suspect.take_out(by=khmer_liaison),
        lambda: suspect.show_to(by=khmer_liaison, version=1, only=[khmer_liaison.agency]),
    ):
        with pytest.raises(NotAllowed):
            verb()


def test_outsiders_observers_and_caseworkers_write_none(
    ranong: Case, thai_analyst: Viewer, malay_liaison: Viewer, ngo_caseworker: Viewer
) -> None:
    with pytest.raises(Unseen):
        Subject.add(ranong, by=malay_liaison, names=[Name("X")])
    taken_in(ranong, ngo_caseworker, by=thai_analyst)
    with pytest.raises(NotAllowed):
        Subject.add(ranong, by=ngo_caseworker, names=[Name("X")])
    taken_in(ranong, malay_liaison, by=thai_analyst, level="observer")
    with pytest.raises(NotAllowed):
        Subject.add(ranong, by=malay_liaison, names=[Name("X")])


def test_a_revoked_partner_changes_its_own_no_more(ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    theirs = Subject.add(ranong, by=khmer_liaison, names=[Name("Sok")])
    ranong.revoke(by=thai_analyst, agency=khmer_liaison.agency)
    with pytest.raises(Unseen):
        theirs.edit(by=khmer_liaison, version=1, note="x")


def test_an_archived_case_is_written_no_more(thai_analyst: Viewer) -> None:
    case = opened(case_of(thai_analyst), by=thai_analyst)
    subject = Subject.add(case, by=thai_analyst, names=[Name("X")])
    case.close(by=thai_analyst, outcome="convicted")
    case.archive(by=thai_analyst)
    with pytest.raises(IllegalMove):
        subject.edit(by=thai_analyst, version=1, note="x")


def test_a_removed_subject_is_gone_with_what_hangs_on_it(suspect: Subject, thai_analyst: Viewer) -> None:
    Charge.add(suspect.case, by=thai_analyst, subject=suspect, offence="trafficking")
    suspect.take_out(by=thai_analyst)
    for model in (Subject, SubjectName, Identifier, Charge, Photo):
        rows: Any = model.objects
        assert not rows.visible_to(thai_analyst).exists()
    assert not SearchRow.objects.unscoped("test").filter(object_id=suspect.pk).exists()
    with pytest.raises(Unseen):
        suspect.take_out(by=thai_analyst)


# --- for whom it is  ---
def test_a_restricted_subject_is_seen_by_its_readers_alone(hidden: Subject, khmer_liaison: Viewer) -> None:
    for model in (Subject, SubjectName, Identifier):
        rows: Any = model.objects
        assert not rows.visible_to(khmer_liaison).filter(pk__isnull=False).exists()


def test_the_case_does_not_move_for_a_restricted_subject(ranong: Case, thai_analyst: Viewer) -> None:
    before = Case.objects.values().get(pk=ranong.pk)
    subject = Subject.add(ranong, by=thai_analyst, names=[Name("X")], only=[thai_analyst.agency])
    subject.edit(by=thai_analyst, version=1, note="y")
    subject.refer_for_screening(by=thai_analyst, reasons=["debt"])
    assert Case.objects.values().get(pk=ranong.pk) == before


def test_widening_lets_others_see_it_with_what_hangs_on_it(
    hidden: Subject, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    Charge.add(hidden.case, by=thai_analyst, subject=hidden, offence="corruption")
    hidden.show_to(by=thai_analyst, version=1, only=[])
    assert SubjectName.objects.visible_to(khmer_liaison).get().text == "Colonel Secret"
    assert Charge.objects.visible_to(khmer_liaison).get().offence == "corruption"
    assert SearchRow.objects.visible_to(khmer_liaison).filter(object_id=hidden.pk).count() == 3
    assert Event.objects.get(verb="subject.shown").led == "disclosure"


def test_narrowing_takes_it_out_of_sight_and_search(
    suspect: Subject, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    suspect.show_to(by=thai_analyst, version=1, only=[thai_analyst.agency])
    assert not Subject.objects.visible_to(khmer_liaison).exists()
    assert not SearchRow.objects.visible_to(khmer_liaison).filter(object_id=suspect.pk).exists()
    assert Event.objects.get(verb="subject.shown").led == "alteration"


def test_readers_take_part_and_the_supplier_is_one(
    suspect: Subject, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    for only in ([khmer_liaison.agency], [thai_analyst.agency, case_agency("Stranger")]):
        with pytest.raises(Invalid):
            suspect.show_to(by=thai_analyst, version=1, only=only)


def case_agency(name: str) -> Any:
    from tests.cast import agency

    return agency(name)


def test_another_room_that_hangs_on_a_subject_is_indexed_anew(
    hidden: Subject, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    """Links are of another room: whatever declares an audience through a subject and has `index()` follows it."""
    from cases.links.models import Link

    other = Subject.add(hidden.case, by=thai_analyst, names=[Name("Boat")], kind="Vessel")
    link = Link.add(hidden.case, by=thai_analyst, source=hidden, target=other, kind="owns", note="bought last year")
    found = SearchRow.objects.visible_to(khmer_liaison).filter(object_id=link.pk)
    assert not found.exists()
    hidden.show_to(by=thai_analyst, version=1, only=[])
    assert found.exists()
