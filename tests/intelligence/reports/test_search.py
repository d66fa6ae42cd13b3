"""Reports and requests in the search of the top bar: what one may read, and not a word of what is withheld."""

from typing import Any

import pytest

from access.viewer import Viewer
from cases.models import Case
from intelligence.releases.models import Release
from intelligence.releases.models.terms import Terms
from intelligence.reports.codes import Piece
from intelligence.rfis.models import Recipient, Rfi
from tests.agencies.door import browser
from tests.api import Program
from tests.cases.search.people import subject
from tests.intelligence.writing import MARKS, a_report

pytestmark = pytest.mark.django_db
PAGE = "/cases/search/"
WORDS = {"title": "Titlemark", "body": "Bodymark", "place": "Placemark", "route": "Routemark",
         "platforms": "Platformmark", "subjects": "Sok Subjectmark"}  # fmt: skip


def found(viewer: Viewer, query: str) -> str:
    """All that the page and the API answer."""
    page: Any = browser(viewer).post(PAGE, {"q": query})
    program: Any = Program(viewer).post(PAGE, {"query": query})
    assert (page.status_code, program.status_code) == (200, 200)
    return str(page.content.decode().split("</form>")[-1] + program.content.decode())


@pytest.mark.parametrize("piece", sorted(WORDS))
def test_a_withheld_part_never_matches(piece: str, khmer_liaison: Viewer, thai_liaison: Viewer) -> None:
    report = a_report(khmer_liaison)
    assert str(report.pk) not in found(thai_liaison, WORDS[piece])
    line = Release.ask(by=thai_liaison, owner=report.originator, purpose="Ours", reference=report.reference)
    line.approve(by=khmer_liaison, terms=Terms(withheld=[piece]))
    answer = found(thai_liaison, WORDS[piece])
    assert str(report.pk) not in answer
    assert MARKS[piece] not in answer
    other = next(one for one in WORDS if one != piece)
    answer = found(thai_liaison, WORDS[other])
    assert str(report.pk) in answer
    assert WORDS[piece] not in answer


def test_found_whole_while_it_is_released(khmer_liaison: Viewer, thai_liaison: Viewer, malay_liaison: Viewer) -> None:
    report = a_report(khmer_liaison)
    line = Release.ask(by=thai_liaison, owner=report.originator, purpose="Ours", reference=report.reference)
    line.approve(by=khmer_liaison)
    for word in (*WORDS.values(), "+855 12 345 678"):
        assert str(report.pk) in found(thai_liaison, word)
        assert str(report.pk) not in found(malay_liaison, word)
    line.recall(by=khmer_liaison)
    for word in WORDS.values():
        assert str(report.pk) not in found(thai_liaison, word)
    assert len(WORDS) == len(Piece) - 2  # grades and files have no words


def test_beside_cases_and_without_writing_into_the_page(
    ranong: Case, thai_analyst: Viewer, thai_liaison: Viewer
) -> None:
    subject(ranong, "Sok Subjectmark", by=thai_analyst)
    a_report(thai_liaison, title="<script>Sok Subjectmark</script>")
    page = browser(thai_analyst).post(PAGE, {"q": "Sok Subjectmark"}).content.decode()
    assert page.index(f"/cases/{ranong.pk}/") < page.index("Intelligence reports")
    assert "<script>Sok" not in page


def test_requests_by_the_words_of_the_question(
    thai_analyst: Viewer, khmer_liaison: Viewer, malay_liaison: Viewer
) -> None:
    rfi = Rfi.send(by=thai_analyst, to=[Recipient(khmer_liaison.agency)], question="Who owns the Questionmark boat?",
                   purpose="The boat")  # fmt: skip
    for reader in (thai_analyst, khmer_liaison):
        assert str(rfi.pk) in found(reader, "Questionmark")
    assert str(rfi.pk) not in found(malay_liaison, "Questionmark")


def test_who_reads_no_records_finds_none(khmer_liaison: Viewer, thai_admin: Viewer, overseer: Viewer) -> None:
    report = a_report(khmer_liaison)
    for nobody in (thai_admin, overseer):
        assert str(report.pk) not in found(nobody, "Titlemark")
