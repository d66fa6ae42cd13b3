"""One page over several tables of versions, newest first: a UNION ALL of one limited arm each, cut by keyset."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, Value

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
    """Where a version stands in the order: by its transaction's time, then by kind, then as it was written."""

    source: Source
    number: int
    pgh_id: int
    at: datetime


def page_of(places: list[Place], *, after: str = "") -> tuple[list[Mark], str]:
    """The marks of a page and the sealed cursor of the next (empty: there is none); a mangled one shows the first."""
    cursor = _opened(after)
    arms = [_arm(place, number, cursor) for number, place in enumerate(places)]
    found = list(_together(arms)[: PAGE + 1])
    marks = [
        Mark(places[row["pgh_place"]].source, row["pgh_place"], row["pgh_id"], row["pgh_created_at"]) for row in found
    ]
    older = _sealed(marks[PAGE - 1]) if len(marks) > PAGE else ""
    return marks[:PAGE], older


def _together(arms: list[Any]) -> Any:
    if len(arms) == 1:
        return arms[0]
    return arms[0].union(*arms[1:], all=True).order_by("-pgh_created_at", "-pgh_place", "-pgh_id")


def _arm(place: Place, number: int, cursor: tuple[datetime, int, int] | None) -> Any:
    rows = place.rows.filter(_before(number, *cursor)) if cursor else place.rows
    rows = rows.annotate(pgh_place=Value(number)).order_by("-pgh_created_at", "-pgh_id")
    return rows.values("pgh_created_at", "pgh_place", "pgh_id")[: PAGE + 1]


def _before(number: int, at: datetime, of: int, pgh_id: int) -> Q:
    earlier = Q(pgh_created_at__lt=at)
    if number == of:
        return earlier | Q(pgh_created_at=at, pgh_id__lt=pgh_id)
    return Q(pgh_created_at__lte=at) if number < of else earlier


def _sealed(mark: Mark) -> str:
    return seal_json([mark.at.isoformat(), mark.source.noun, mark.number, mark.pgh_id], PURPOSE)


def _opened(text: str) -> tuple[datetime, int, int] | None:
    try:
        at, _noun, number, pgh_id = unseal_json(text, PURPOSE)
        return datetime.fromisoformat(at), int(number), int(pgh_id)
    except (ValueError, TypeError):
        return None
