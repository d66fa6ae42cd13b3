"""The REST API of the chronology: the same verbs and the same policy as the pages."""

from typing import Any
from uuid import UUID

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from access.api import ViewSet
from access.decide import get_for
from cases.api import AFTER, KEY
from cases.api_answers import Answers
from cases.api_records import Records
from cases.chronology import serializers as shapes
from cases.chronology.forms import AskForm
from cases.chronology.mapping import map_of
from cases.chronology.models import Entry, Route
from cases.chronology.reading import Shown, subjects_of, timeline
from cases.models import Case

SINCE = OpenApiParameter("since", OpenApiTypes.STR, description="A year, month or day: what ended before is left out.")
UNTIL = OpenApiParameter("until", OpenApiTypes.STR, description="A year, month or day: what began later is left out.")
KIND = OpenApiParameter("kind", OpenApiTypes.STR, enum=list(Shown.values), many=True)
ORDER = OpenApiParameter("order", OpenApiTypes.STR, enum=["oldest"], description="Newest first unless asked.")


class Editable(Records):
    """Entries and routes are changed alike."""

    action_of_writers = "case.entry"

    def _edit(self, row: Any, data: dict[str, Any]) -> None:
        row.edit(by=self.viewer, **data)


class EntryViewSet(Editable):
    """What happened in a case."""

    model = Entry

    def rows(self) -> Any:
        return super().rows().select_related("route")

    def shape(self, entries: Any, many: bool = False) -> Any:
        """Entries as they are shown, with the subjects that this viewer may know of: one query for all of them."""
        rows = list(entries) if many else [entries]
        context = {"subjects": subjects_of(self.viewer, rows)}
        return shapes.HappenedOut(entries, many=many, context=context)

    @extend_schema(operation_id="cases_entries_list", parameters=[AFTER], responses=shapes.HappenedPage)
    def list(self, request: Request, pk: UUID) -> Response:
        """The entries the viewer may see, the newest written first."""
        return self.listed(request, pk)

    @extend_schema(
        operation_id="cases_entries_create",
        parameters=[KEY],
        request=shapes.HappenedIn,
        responses={201: shapes.HappenedOut},
    )
    def create(self, request: Request, pk: UUID) -> Response:
        """Write down what happened."""
        return self.made(
            "cases_entries", pk, shapes.HappenedIn, lambda case, data: Entry.add(case, by=self.viewer, **data)
        )

    @extend_schema(operation_id="cases_entries_retrieve", responses=shapes.HappenedOut)
    def retrieve(self, request: Request, pk: UUID, entry: UUID) -> Response:
        """One entry."""
        return self.one(pk, entry)

    @extend_schema(
        operation_id="cases_entries_edit", parameters=[KEY], request=shapes.HappenedEdit, responses=shapes.HappenedOut
    )
    def partial_update(self, request: Request, pk: UUID, entry: UUID) -> Response:
        """Change an entry of one's own agency; 409 with the row as it stands when `version` is not the newest."""
        return self.moved("cases_entry_edit", pk, entry, shapes.HappenedEdit, self._edit)

    @extend_schema(operation_id="cases_entries_remove", request=None, responses={204: None})
    def remove(self, request: Request, pk: UUID, entry: UUID) -> Response:
        """Remove an entry of one's own agency."""
        self.found(pk, entry, "case.entry").take_out(by=self.viewer)
        return Response(status=204)


class RouteViewSet(Editable):
    """The routes of a case."""

    model = Route
    shape = shapes.RouteOut

    @extend_schema(operation_id="cases_routes_list", parameters=[AFTER], responses=shapes.RoutePage)
    def list(self, request: Request, pk: UUID) -> Response:
        """The routes the viewer may see, newest first."""
        return self.listed(request, pk)

    @extend_schema(
        operation_id="cases_routes_create", parameters=[KEY], request=shapes.RouteIn, responses={201: shapes.RouteOut}
    )
    def create(self, request: Request, pk: UUID) -> Response:
        """Add a route."""
        return self.made("cases_routes", pk, shapes.RouteIn, lambda case, data: Route.add(case, by=self.viewer, **data))

    @extend_schema(operation_id="cases_routes_retrieve", responses=shapes.RouteOut)
    def retrieve(self, request: Request, pk: UUID, route: UUID) -> Response:
        """One route."""
        return self.one(pk, route)

    @extend_schema(
        operation_id="cases_routes_edit", parameters=[KEY], request=shapes.RouteEdit, responses=shapes.RouteOut
    )
    def partial_update(self, request: Request, pk: UUID, route: UUID) -> Response:
        """Change a route of one's own agency; 409 with the row as it stands when `version` is not the newest."""
        return self.moved("cases_route_edit", pk, route, shapes.RouteEdit, self._edit)

    @extend_schema(operation_id="cases_routes_remove", request=None, responses={204: None})
    def remove(self, request: Request, pk: UUID, route: UUID) -> Response:
        """Remove a route of one's own agency; entries that named it stay."""
        self.found(pk, route, "case.entry").take_out(by=self.viewer)
        return Response(status=204)


class ChronologyViewSet(Answers, ViewSet):  # type: ignore[misc]
    """A case by time, and on the map."""

    @extend_schema(
        operation_id="cases_chronology", parameters=[AFTER, SINCE, UNTIL, KIND, ORDER], responses=shapes.TimelinePage
    )
    def timeline(self, request: Request, pk: UUID) -> Response:
        """What happened and what was done, as one line of time."""
        case = get_for(self.viewer, "case.read", Case, pk=pk)
        query = request.query_params
        page = timeline(self.viewer, case, AskForm(query).asked(), at=query.get("after", ""))
        subjects = {line.row.pk: line.subjects for line in page.rows if line.entry}
        lines = shapes.TimelineLine(page.rows, many=True, context={"subjects": subjects}).data
        return Response({"results": lines, "before": page.before or None, "after": page.after or None})

    @extend_schema(operation_id="cases_map", parameters=[SINCE, UNTIL], responses=shapes.MapOut)
    def map(self, request: Request, pk: UUID) -> Response:
        """The entries that have a place, and the lines of the routes."""
        case = get_for(self.viewer, "case.read", Case, pk=pk)
        asked = AskForm(request.query_params).asked()
        return Response(map_of(self.viewer, case, since=asked.since, until=asked.until).data())
