"""One page over several tables of versions, newest first: a UNION ALL of one limited arm each, cut by keyset."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F, Q, Value

from cases.history.sources import Source
from coordination_center.sealing import seal_json, unseal_json

PAGE = 50
PURPOSE = "cases.history"


@dataclass(frozen=True)
class Place:
    """The versions of one source that may be read."""

    source: Source
    rows: Any


@dataclass(frozen=True)
class Mark:
    """Where a version stands in the order: by its transaction's time, by record, then by kind and as it was written.

    So a record stands together with its lines also where a transaction wrote many records, as an import does.
    """

    at: datetime
    record: UUID
    number: int
    pgh_id: int


def page_of(places: list[Place], *, after: str = "") -> tuple[list[Mark], str]:
    """The marks of a page and the sealed cursor of the next (empty: there is none); a mangled one shows the first."""
    cursor = _opened(after)
    arms = [_arm(place, number, cursor) for number, place in enumerate(places)]
    found = list(_together(arms)[: PAGE + 1])
    marks = [Mark(row["pgh_created_at"], row["pgh_record"], row["pgh_place"], row["pgh_id"]) for row in found]
    return marks[:PAGE], _sealed(marks[PAGE - 1]) if len(marks) > PAGE else ""


def _together(arms: list[Any]) -> Any:
    if len(arms) == 1:
        return arms[0]
    return arms[0].union(*arms[1:], all=True).order_by("-pgh_created_at", "-pgh_record", "-pgh_place", "-pgh_id")


def _arm(place: Place, number: int, cursor: Mark | None) -> Any:
    rows = place.rows.annotate(pgh_place=Value(number), pgh_record=F(place.source.record_key))
    rows = rows.filter(_before(number, cursor)) if cursor else rows
    rows = rows.order_by("-pgh_created_at", "-pgh_record", "-pgh_id")
    return rows.values("pgh_created_at", "pgh_record", "pgh_place", "pgh_id")[: PAGE + 1]


def _before(number: int, mark: Mark) -> Q:
    same = Q(pgh_created_at=mark.at)
    earlier = Q(pgh_created_at__lt=mark.at) | same & Q(pgh_record__lt=mark.record)
    if number > mark.number:
        return earlier
    rest = same & Q(pgh_record=mark.record)
    return earlier | rest & Q(pgh_id__lt=mark.pgh_id) if number == mark.number else earlier | rest


def _sealed(mark: Mark) -> str:
    return seal_json([mark.at.isoformat(), str(mark.record), mark.number, mark.pgh_id], PURPOSE)


def _opened(text: str) -> Mark | None:
    try:
        at, record, number, pgh_id = unseal_json(text, PURPOSE)
        return Mark(datetime.fromisoformat(at), UUID(record), int(number), int(pgh_id))
    except (ValueError, TypeError, AttributeError):
        return None
