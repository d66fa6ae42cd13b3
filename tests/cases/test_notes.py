"""Notes reach whom they are for; one for some only leaves no trace for the others."""

import pytest

from access.paging import page_for
from access.viewer import Viewer
from cases.models import Case, Note
from coordination_center.errors import Invalid, NotAllowed
from tests.cast import taken_in

pytestmark = pytest.mark.django_db


def read_by(viewer: Viewer, case: Case) -> list[str]:
    return [note.text for note in case.notes.visible_to(viewer)]


def test_a_note_for_all_is_read_by_all_and_moves_the_case(
    ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    before = ranong.updated_at
    ranong.add_note(by=khmer_liaison, text="seen at the pier")
    assert read_by(thai_analyst, ranong) == read_by(khmer_liaison, ranong) == ["seen at the pier"]
    assert ranong.updated_at > before


def test_only_is_exact_and_implies_no_lead(
    ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer, ngo_caseworker: Viewer
) -> None:
    taken_in(ranong, ngo_caseworker, by=thai_analyst)
    ranong.add_note(by=khmer_liaison, text="between us", only=[khmer_liaison.agency, ngo_caseworker.agency])
    assert read_by(thai_analyst, ranong) == []
    assert read_by(ngo_caseworker, ranong) == ["between us"]


def test_a_note_for_some_touches_nothing_of_the_case(ranong: Case, thai_analyst: Viewer) -> None:
    before = Case.objects.values().get(pk=ranong.pk)
    ranong.add_note(by=thai_analyst, text="ours", only=[thai_analyst.agency])
    assert Case.objects.values().get(pk=ranong.pk) == before


def test_the_author_must_be_among_the_readers(ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    with pytest.raises(Invalid):
        ranong.add_note(by=thai_analyst, text="x", only=[khmer_liaison.agency])


def test_readers_take_part(ranong: Case, thai_analyst: Viewer, malay_liaison: Viewer) -> None:
    with pytest.raises(Invalid):
        ranong.add_note(by=thai_analyst, text="x", only=[thai_analyst.agency, malay_liaison.agency])


def test_an_observer_writes_none(ranong: Case, thai_analyst: Viewer, ngo_caseworker: Viewer) -> None:
    taken_in(ranong, ngo_caseworker, by=thai_analyst, level="observer")
    with pytest.raises(NotAllowed):
        ranong.add_note(by=ngo_caseworker, text="x")


def test_notes_of_a_case_stop_with_the_part_in_it(ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    ranong.add_note(by=thai_analyst, text="x")
    ranong.revoke(by=thai_analyst, agency=khmer_liaison.agency)
    assert not Note.objects.visible_to(khmer_liaison).exists()
    assert page_for(khmer_liaison, Case.objects.all()).rows == []
