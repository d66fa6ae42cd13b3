"""What pages, files and the API read of links, always through a viewer."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from access.viewer import Viewer
from cases.links.models import Link
from cases.models import Case

PAGE = 200  # rows of the table
MOST = 3_000  # links of one chart or file
SORTS = {
    "newest": ("-created_at", "-id"),
    "source": ("source__label", "target__label", "id"),
    "kind": ("kind", "source__label", "id"),
    "target": ("target__label", "source__label", "id"),
    "from": ("from_date", "until_date", "id"),
    "agency": ("agency__name", "source__label", "id"),
}
ENDS = ("agency", "author", "case", "source__agency", "target__agency")


def links_of(viewer: Viewer, case: Case) -> QuerySet[Link]:
    """The links of a case that this viewer may see, with both ends and who supplied each."""
    return Link.objects.under(viewer, case).select_related(*ENDS)


def touching(links: QuerySet[Link], subject: str) -> QuerySet[Link]:
    """Those with this subject as an end; none for what is no id, all for ""."""
    if not subject:
        return links
    try:
        one = UUID(subject)
    except ValueError:
        return links.none()
    return links.filter(Q(source=one) | Q(target=one))


@dataclass(frozen=True)
class Table:
    """A page of the table: its rows, the order, and the numbers of the pages beside it, 0 for none."""

    rows: list[Link]
    sort: str
    newer: int = 0
    older: int = 0


def table_of(viewer: Viewer, case: Case, *, sort: str, page: str) -> Table:
    """The table in one of `SORTS`; what is not on that list, and a page that is no number, are the first."""
    sort = sort if sort in SORTS else "newest"
    last = MOST // PAGE
    number = min(int(page), last) if page.isascii() and page.isdecimal() and len(page) < 4 and int(page) else 1
    start = (number - 1) * PAGE
    rows: list[Any] = list(links_of(viewer, case).order_by(*SORTS[sort])[start : start + PAGE + 1])
    older = number + 1 if len(rows) > PAGE and number < last else 0
    return Table(rows[:PAGE], sort, newer=number - 1, older=older)
