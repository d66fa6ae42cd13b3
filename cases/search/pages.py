"""What the list of cases shows around its rows: filters, columns, the viewer's own views."""

from typing import Any

from django.http import QueryDict

from access.viewer import Viewer
from cases.search.columns import COLUMNS, DEFAULT, Column, chosen, in_address
from cases.search.filters import FilterForm, Filters
from cases.search.forms import ViewForm
from cases.search.listing import counted, listed
from cases.search.models import SavedView


def list_page(viewer: Viewer, query: QueryDict) -> dict[str, Any]:
    """The context of the list: page, count, more, filters, chips, columns, views, the form of the filters."""
    filters = Filters.lenient(query)
    columns = chosen(query.getlist("columns"))
    picked = in_address(columns)
    page = listed(viewer, filters, after=query.get("after", ""))
    count, more = counted(viewer, filters, page)
    return {
        "page": page,
        "count": count,
        "more": more,
        "filters": filters,
        "part": filters.part,
        "chips": list(filters.chips(columns=picked)),
        "columns": columns,
        "picked": picked,
        "optional_columns": [column for column in COLUMNS.values() if not column.always],
        "filter_form": FilterForm(initial=filters.values),
        "view_form": ViewForm(),
        "views": [ListedView.of(view, filters, columns) for view in views_of(viewer)],
        "pageless": filters.address(columns=picked),
    }


def views_of(viewer: Viewer) -> Any:
    """The viewer's own views for the acting agency, and nobody else's."""
    return SavedView.objects.filter(person=viewer.person, agency=viewer.agency)


class ListedView:
    """A kept view as the list offers it: its name, address, and whether it is what is shown."""

    def __init__(self, view: SavedView, *, current: bool) -> None:
        self.pk, self.name, self.current = view.pk, view.name, current
        self.address = Filters.lenient(view.filters).address(columns=in_address(chosen(view.columns))) or "?"

    @classmethod
    def of(cls, view: SavedView, filters: Filters, columns: tuple[Column, ...]) -> "ListedView":
        same = view.filters == filters.values and chosen(view.columns) == columns
        return cls(view, current=same)


def is_usual(columns: tuple[Column, ...]) -> bool:
    """Whether the columns are those one gets without choosing."""
    return tuple(column.name for column in columns) == DEFAULT
