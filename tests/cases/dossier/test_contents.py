"""A dossier holds what its reader may see of the case, in the parts that were chosen, and nothing else."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from access.viewer import Viewer
from cases.dossier.printing import check_purpose
from cases.models import Case
from cases.subjects.models import Name, Subject
from coordination_center.errors import Invalid, NotAllowed, Unseen
from coordination_center.paper.printing import printed
from tests.cases.dossier.making import ALL, HIDDEN, SHOWN, fill, paper_for, words_for

pytestmark = pytest.mark.django_db


def test_every_part_says_what_is_in_its_room(ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    fill(ranong, thai_analyst)
    said = words_for(khmer_liaison, ranong)
    assert [word for word in SHOWN.values() if word not in said] == []
    assert "Crews held at sea off Ranong." in said
    assert thai_analyst.agency.name in said
    assert "กข 1234" in said
    assert f"Printed for Chea Bopha, {khmer_liaison.agency.name}"[:60] in said


@pytest.mark.parametrize("name", sorted(SHOWN))
def test_a_part_that_was_not_chosen_is_not_printed(ranong: Case, thai_analyst: Viewer, name: str) -> None:
    fill(ranong, thai_analyst)
    others = [part for part in ALL if part != name and part not in ("links", "warrants", "timeline", "charges")]
    titles = [section.title for section in paper_for(thai_analyst, ranong, others).sections]
    assert len(titles) == len(others) + 1


def test_what_is_for_others_leaves_the_print_as_it_was_to_the_byte(
    ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    fill(ranong, thai_analyst)
    before = printed(paper_for(khmer_liaison, ranong))
    fill(ranong, thai_analyst, only=[thai_analyst.agency], word=HIDDEN)
    assert printed(paper_for(khmer_liaison, ranong)) == before
    assert HIDDEN in words_for(thai_analyst, ranong)


def test_a_restricted_row_says_for_whom_it_is_to_who_may_read_it(ranong: Case, thai_analyst: Viewer) -> None:
    fill(ranong, thai_analyst, only=[thai_analyst.agency], word=HIDDEN)
    said = words_for(thai_analyst, ranong, ["notes"])
    assert f"Only for: {thai_analyst.agency.name}" in said


def test_a_removed_record_is_not_printed(ranong: Case, thai_analyst: Viewer) -> None:
    boss = Subject.add(ranong, by=thai_analyst, names=[Name("Somchai")])
    boss.take_out(by=thai_analyst)
    assert "Somchai" not in words_for(thai_analyst, ranong)


def test_an_empty_part_says_none_to_everyone_alike(ranong: Case, khmer_liaison: Viewer) -> None:
    (section,) = [s for s in paper_for(khmer_liaison, ranong, ["evidence"]).sections if s.title == "Evidence register"]
    assert [getattr(block, "paragraphs", None) for block in section.blocks] == [["None."]]


def test_the_marking_is_the_cases_own(ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    ranong.edit(
        by=thai_analyst, version=ranong.version, tlp="AMBER+STRICT", handling=["H2", "H3"], handling_note="Ask first."
    )
    marking = paper_for(khmer_liaison, ranong).marking
    assert (marking.tlp, marking.handling, marking.note) == ("AMBER+STRICT", ("H2", "H3"), "Ask first.")
    assert marking.originator == thai_analyst.agency.name


def test_a_thai_reader_gets_it_in_thai(ranong: Case, thai_analyst: Viewer) -> None:
    fill(ranong, thai_analyst)
    with translation.override("th"):
        said = words_for(thai_analyst, ranong)
    assert "2560" in said
    assert "2523" in said  # born May 1980


def test_court_is_no_purpose_for_what_its_originator_keeps_out_of_it(
    ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    ranong.edit(by=thai_analyst, version=ranong.version, handling=["H1"])
    check_purpose(ranong, "court", by=thai_analyst)
    check_purpose(ranong, "briefing", by=khmer_liaison)
    with pytest.raises(Invalid):
        check_purpose(ranong, "court", by=khmer_liaison)


def test_strangers_and_roles_without_the_right_get_none(
    ranong: Case, malay_liaison: Viewer, thai_admin: Viewer, khmer_liaison: Viewer
) -> None:
    for stranger in (malay_liaison, thai_admin):
        with pytest.raises(Unseen):
            paper_for(stranger, ranong)
    with pytest.raises(NotAllowed):
        paper_for(replace(khmer_liaison, roles=frozenset({"caseworker"})), ranong)


def test_the_number_of_queries_does_not_grow_with_the_case(ranong: Case, thai_analyst: Viewer) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            paper_for(thai_analyst, ranong)
        return len(queries)

    fill(ranong, thai_analyst)
    few = asked()
    for number in range(3):
        fill(ranong, thai_analyst, word=f"Number {number}")
    assert asked() == few <= 45
