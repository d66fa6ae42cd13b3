"""One page of a viewer's records, newest first, at the price of the page and not of the table.

The measured shape: a UNION ALL of one LIMITed index scan per (table, level), then the rows by primary key.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db import connection, models
from django.db.models import QuerySet
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan, TupleLessThan

from access import policy, registry
from access.querysets import grant_arms, shut_out
from access.viewer import Viewer
from coordination_center.sealing import seal_json, unseal_json

M = TypeVar("M", bound=models.Model)
PAGE = 50
MOST_COUNTED = 10_000


@dataclass(frozen=True)
class Cursor:
    """A place between two rows of a list. It leaves the server sealed, so that nobody reads an order out of it."""

    sort_at: datetime
    pk: UUID
    newer: bool = False

    def seal(self) -> str:
        """The cursor as text for an address."""
        return seal_json([self.sort_at.isoformat(), str(self.pk), self.newer], purpose="page")

    @classmethod
    def unseal(cls, text: str) -> "Cursor | None":
        """The cursor that `seal` made; None for anything else: a mangled address shows the first page."""
        try:
            sort_at, pk, newer = unseal_json(text, purpose="page")
            return cls(datetime.fromisoformat(sort_at), UUID(pk), bool(newer))
        except (ValueError, TypeError):
            return None


@dataclass(frozen=True)
class Page(Generic[M]):
    """Rows of one page, with sealed cursors to the pages on both sides (empty: there is none)."""

    rows: list[M]
    older: str = ""
    newer: str = ""


def page_for(
    viewer: Viewer,
    rows: QuerySet[M],
    *,
    after: str = "",
    size: int = PAGE,
    levels: frozenset[str] | None = None,
) -> Page[M]:
    """A page of a root model's rows that the viewer may see; `rows` carries what to fetch with them, no filters.

    `after` is a sealed cursor; `levels` narrows to what the acting agency is in the record. One query, and those of
    the prefetches.
    """
    cursor = Cursor.unseal(after) if after else None
    ids = _ids(viewer, rows.model, cursor, size + 1, levels)
    if ids is None:
        return Page([])
    backwards = cursor is not None and cursor.newer
    order = ("updated_at", "pk") if backwards else ("-updated_at", "-pk")
    found = list(rows.filter(pk__in=ids).order_by(*order).scoped(viewer)[: size + 1])  # type: ignore[attr-defined]
    return cut(found, cursor, size)


def cut(found: list[M], cursor: Cursor | None, size: int) -> Page[M]:
    """Turn size + 1 rows, in the order of fetching, into a page with its cursors."""
    backwards = cursor is not None and cursor.newer
    more = len(found) > size
    rows = found[:size][::-1] if backwards else found[:size]
    if not rows:
        return Page([])
    older = _cursor(rows[-1], newer=False) if more or backwards else ""
    newer = _cursor(rows[0], newer=True) if (more if backwards else cursor is not None) else ""
    return Page(rows, older=older, newer=newer)


def _cursor(row: Any, *, newer: bool) -> str:
    return Cursor(row.updated_at, row.pk, newer).seal()


def _ids(
    viewer: Viewer, model: type[models.Model], cursor: Cursor | None, size: int, levels: frozenset[str] | None
) -> QuerySet[Any] | None:
    aggregate = registry.aggregate_of(model)
    arms = _page_arms(viewer, aggregate, levels)
    if not arms:
        return None
    order = ("sort_at", "content_object_id") if cursor and cursor.newer else ("-sort_at", "-content_object_id")
    parts = [_from(arm, cursor).order_by(*order).values("content_object_id")[:size] for arm in arms]
    return parts[0].union(*parts[1:], all=True)


def _page_arms(viewer: Viewer, aggregate: registry.Aggregate, levels: frozenset[str] | None) -> list[QuerySet[Any]]:
    rule = policy.rule_for(policy.seeing(aggregate.name))
    if not rule.roles & viewer.roles:
        return []
    wanted = rule.levels if levels is None else rule.levels & levels
    deny = shut_out(viewer, "content_object_id", "originator_id")
    return [
        arm.exclude(deny)
        for level in aggregate.levels
        if level in wanted
        for arm in grant_arms(viewer, aggregate, frozenset({level}))
    ]


def _from(arm: QuerySet[Any], cursor: Cursor | None) -> QuerySet[Any]:
    if cursor is None:
        return arm
    beyond = TupleGreaterThan if cursor.newer else TupleLessThan
    return arm.filter(beyond(Tuple("sort_at", "content_object_id"), (cursor.sort_at, cursor.pk)))


def count_for(viewer: Viewer, model: type[models.Model], *, levels: frozenset[str] | None = None) -> int:
    """How many rows the viewer may see, from the grant tables; `MOST_COUNTED + 1` stands for more."""
    arms = _page_arms(viewer, registry.aggregate_of(model), levels)
    if not arms:
        return 0
    parts = [arm.values("content_object_id")[: MOST_COUNTED + 1] for arm in arms]
    sql, params = parts[0].union(*parts[1:]).query.sql_with_params()
    with connection.cursor() as cursor:
        capped = f"SELECT count(*) FROM (SELECT 1 FROM ({sql}) AS seen LIMIT {MOST_COUNTED + 1}) AS capped"  # noqa: S608
        cursor.execute(capped, params)
        (count,) = cursor.fetchone()
    return int(count)
