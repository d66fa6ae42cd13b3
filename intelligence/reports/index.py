"""Writing what search reads of a report, inside the verb that writes the report."""

from collections.abc import Iterator
from typing import Any

from cases.naming.likeness import keys
from cases.naming.numbers import looser_forms
from cases.search.index import LONGEST, words_of
from intelligence.reports.codes import Piece
from intelligence.reports.listening import written
from intelligence.reports.models.part import Part
from intelligence.reports.models.row import ReportRow
from intelligence.reports.models.subject import ReportSubject


def index(report: Any) -> None:
    """Replace what search knows of a report, and tell those who listen."""
    ReportRow.objects.unscoped("a verb writes its own index").filter(report=report).delete()
    ReportRow.objects.bulk_create([*_of_parts(report), *_of_subjects(report)])
    written(report)


def _of_parts(report: Any) -> Iterator[ReportRow]:
    for part in report.live(Part).filter(piece__in=Piece.values):
        text = part.text or _words_in(part.data)
        if text and part.piece != Piece.GRADES:
            yield _row(report, part.piece, part.piece, text)


def _words_in(data: dict[str, Any]) -> str:
    """The names in a place, a route or a list of platforms."""
    lines = [data, *data.get("stops", []), *data.get("used", [])]
    return "\n".join(
        str(line.get("place") or line.get("name")) for line in lines if line.get("place") or line.get("name")
    )


def _of_subjects(report: Any) -> Iterator[ReportRow]:
    for subject in report.live(ReportSubject):
        own = {"only": subject.only}
        for name in subject.names:
            yield _row(report, Piece.SUBJECTS, "name", name["text"], keys=sorted(keys(name["text"])), **own)
        for number in subject.numbers:
            normal = number["normal"]
            yield _row(report, Piece.SUBJECTS, "number", normal, exact=sorted({normal} | looser_forms(normal)), **own)
        if subject.note:
            yield _row(report, Piece.SUBJECTS, "note", subject.note, **own)


def _row(report: Any, piece: str, field: str, text: str, **values: Any) -> ReportRow:
    return ReportRow(report=report, piece=piece, field=field, text=text[:LONGEST], words=words_of(text), **values)
