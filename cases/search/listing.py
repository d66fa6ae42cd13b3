"""One page of the viewer's cases, narrowed by filters, at the price of what is walked through and not of the table.

As in `access.paging`: one scan of the viewer's grants per level, newest first, each stopped after a page; here
each scan
looks at the case behind the grant.
"""

from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan, TupleLessThan
from django.utils import timezone

from access import policy, registry
from access.paging import MOST_COUNTED, PAGE, Cursor, Page, count_for, cut, page_for
from access.querysets import grant_arms, shut_out
from access.viewer import Viewer
from cases.codes import Level, Part
from cases.models import Case, Participation
from cases.reading import in_a_list, narrowed, with_lead_country
from cases.search.filters import Filters
from cases.search.index import has_words
from cases.search.models import SearchRow


def listed(
    viewer: Viewer, filters: Filters, *, after: str = "", size: int = PAGE, rows: "QuerySet[Case] | None" = None
) -> Page[Case]:
    """A page of cases that fit, latest change first; `after` is a sealed cursor. Two queries, one without filters.

    An agency that is only invited is not asked by filters on what it may not know yet. `rows`: the cases with
    what is to
    be fetched beside them, as a line of the list shows them unless given.
    """
    rows = with_lead_country(in_a_list(viewer)) if rows is None else rows
    if not filters.beyond_part:
        return page_for(viewer, rows, after=after, levels=narrowed(filters.part), size=size)
    cursor = Cursor.unseal(after) if after else None
    ids = _ids(viewer, filters, cursor, size + 1)
    backwards = cursor is not None and cursor.newer
    order = ("updated_at", "pk") if backwards else ("-updated_at", "-pk")
    seen: Any = rows
    return cut(list(seen.visible_to(viewer).filter(pk__in=ids).order_by(*order)) if ids else [], cursor, size)


def counted(viewer: Viewer, filters: Filters, page: Page[Any]) -> tuple[int, bool]:
    """How many fit, and whether there are more than that.

    Without filters it is counted up to `MOST_COUNTED`; with filters it is what the page shows: counting would walk
    through all that the viewer has.
    """
    if filters.beyond_part:
        return len(page.rows), bool(page.older or page.newer)
    count = count_for(viewer, Case, levels=narrowed(filters.part))
    return min(count, MOST_COUNTED), count > MOST_COUNTED


def _ids(viewer: Viewer, filters: Filters, cursor: Cursor | None, size: int) -> list[Any]:
    rule = policy.rule_for("case.see")
    if not rule.roles & viewer.roles:
        return []
    levels = rule.levels & (narrowed(filters.part) or rule.levels)
    if filters.of_the_inside:
        levels -= {policy.INVITED}
    arms = [_arm(arm, viewer, filters, cursor, size) for level in sorted(levels) for arm in _grants(viewer, level)]
    if not arms:
        return []
    found = arms[0].union(*arms[1:], all=True).order_by(*_order(cursor))[: 2 * size]  # two grants may be of one case
    return list(dict.fromkeys(pk for pk, _sort_at in found))[:size]


def _grants(viewer: Viewer, level: str) -> list[QuerySet[Any]]:
    return grant_arms(viewer, registry.aggregate_of(Case), frozenset({level}))


def _arm(arm: QuerySet[Any], viewer: Viewer, filters: Filters, cursor: Cursor | None, size: int) -> Any:
    rows: Any = arm.filter(*_conditions(filters)).exclude(shut_out(viewer, "content_object_id", "originator_id"))
    if cursor:
        beyond = TupleGreaterThan if cursor.newer else TupleLessThan
        rows = rows.filter(beyond(Tuple("sort_at", "content_object_id"), (cursor.sort_at, cursor.pk)))
    return rows.order_by(*_order(cursor)).values_list("content_object_id", "sort_at")[:size]


def _order(cursor: Cursor | None) -> tuple[str, str]:
    return ("sort_at", "content_object_id") if cursor and cursor.newer else ("-sort_at", "-content_object_id")


def _conditions(filters: Filters) -> list[Any]:
    found: list[Any] = [
        Q(**{f"content_object__{name}": value})
        for name in ("state", "tlp", "outcome")
        if (value := getattr(filters, name))
    ]
    if filters.opened_from:
        found.append(Q(content_object__opened_at__gte=_start(filters.opened_from)))
    if filters.opened_to:
        found.append(Q(content_object__opened_at__lt=_start(filters.opened_to + timedelta(days=1))))
    if filters.country:
        found.append(Exists(_led_from(filters.country)))
    if filters.text:
        found.append(_says(filters.text))
    return found


def _start(day: Any) -> datetime:
    """The beginning of a day in the reader's zone."""
    return timezone.make_aware(datetime.combine(day, time.min))


def _led_from(country: str) -> Any:
    """The lead's part, which all who see a case may know."""
    led = Participation.objects.filter(level=Level.LEAD, state=Part.ACTIVE, agency__country=country)
    return led.filter(case_id=OuterRef("content_object_id"))


def _says(text: str) -> Any:
    """The words stand in the case's title or summary, which all who see it may read."""
    words = has_words(text)
    if words is None:
        return Q(pk__in=[])
    said = SearchRow.objects.filter(words, object_type="case", only=[])
    return Exists(said.filter(object_id=OuterRef("content_object_id")))
