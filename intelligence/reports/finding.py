"""Searching reports: names in any script, numbers in any writing, words; over what the viewer may see, part by part."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, TextField, Value

from access.viewer import Viewer
from cases.naming.likeness import best_keys, likeness
from cases.naming.numbers import readings
from cases.search.beside import Other
from cases.search.highlight import Piece, all_found, excerpt
from cases.search.index import has_words
from cases.search.words import field_of
from intelligence.reports.codes import Piece as Said
from intelligence.reports.models import Report, ReportRow
from intelligence.reports.reading import reports, titles

MOST_SHOWN = 50
MOST = {"number": 100, "name": 300, "text": 200}  # candidates of each kind that are ranked
LEAST_LIKE = 0.62
LONGEST = 200


@dataclass(frozen=True)
class Found:
    """A report that matches: the field, and the excerpt as pieces."""

    report: Report
    title: str
    field: str
    pieces: list[Piece]

    @property
    def where(self) -> str:
        """The field in words."""
        return field_of(self.field) or (str(Said(self.field).label) if self.field in Said.values else "")


def find(viewer: Viewer, query: str) -> list[Found]:
    """Reports that the viewer may see and that `query` finds by a part not withheld, the best first; at most 50."""
    best: dict[UUID, tuple[float, dict[str, Any]]] = {}
    for row in _candidates(viewer, query[:LONGEST]):
        score = _score(row, query)
        if score and score > best.get(row["report_id"], (0.0, row))[0]:
            best[row["report_id"]] = (score, row)
    ranked = sorted(best, key=lambda pk: (-best[pk][0], str(pk)))[:MOST_SHOWN]
    rows: Any = reports()
    seen = {report.pk: report for report in rows.visible_to(viewer).filter(pk__in=ranked)}
    named = titles(viewer, seen)
    return [_found(seen[pk], named.get(pk, ""), best[pk][1], query) for pk in ranked if pk in seen]


def beside(viewer: Viewer, query: str) -> list[Other]:
    """The same, as the search of the top bar shows it."""
    return [
        Other(
            "report", one.report.pk, one.report.get_absolute_url(), one.title or one.report.reference, one.report.tlp,
            one.report.originator.name, one.where, one.pieces,
        )
        for one in find(viewer, query)
    ]  # fmt: skip


def _candidates(viewer: Viewer, query: str) -> list[dict[str, Any]]:
    """Rows that match in any way: one query."""
    rows = ReportRow.objects.visible_to(viewer)
    arms = [_arm(rows.filter(exact__overlap=sorted(readings(query, (viewer.agency.country,)))), "number")]
    arms += [_arm(rows.filter(Q(keys__overlap=sorted(keys))), "name") for keys in best_keys(query)[:1] if keys]
    if (said := has_words(query)) is not None:
        arms.append(_arm(rows.filter(said), "text"))
    return list(arms[0].union(*arms[1:], all=True))


def _arm(rows: Any, arm: str) -> Any:
    told = rows.annotate(arm=Value(arm, output_field=TextField()))
    return told.values("report_id", "field", "text", "arm")[: MOST[arm]]


def _score(row: dict[str, Any], query: str) -> float:
    """A number first, then names by likeness, then titles, then texts; 0 for a name that is not like it after all."""
    if row["arm"] == "number":
        return 2.0
    if row["arm"] == "name":
        like = likeness(query, str(row["text"]))
        return like if like >= LEAST_LIKE else 0.0
    return 0.55 if row["field"] == "title" else 0.4


def _found(report: Report, title: str, row: dict[str, Any], query: str) -> Found:
    whole = row["arm"] in ("name", "number")
    pieces = all_found(row["text"]) if whole else excerpt(row["text"], query)
    return Found(report, title, row["field"], pieces)
