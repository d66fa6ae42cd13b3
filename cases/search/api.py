"""The API of the search, of kept views, and of the list as a file: the same policy as the pages."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from access.api import ViewSet
from cases.api_answers import Answers
from cases.search import serializers as shapes
from cases.search.beside import find_beside
from cases.search.columns import chosen
from cases.search.export import TYPES, export
from cases.search.filters import Filters
from cases.search.models import SavedView
from cases.search.pages import views_of
from cases.search.reading import search
from cases.search.views import file_of
from coordination_center.errors import Unseen


class SearchViewSet(Answers, ViewSet):  # type: ignore[misc]
    """Search over all that the viewer may see of cases."""

    @extend_schema(operation_id="cases_search", request=shapes.SearchIn, responses=shapes.AnswerOut)
    def create(self, request: Request) -> Response:
        """What the query finds, by case, the best first, and beside cases: reports, requests for information."""
        query = self.valid(shapes.SearchIn(data=request.data))["query"]
        answer, beside = search(self.viewer, query), find_beside(self.viewer, query)
        others = [one for group in beside for one in group.found]
        return Response(shapes.AnswerOut({"cases": answer.cases, "more": answer.more, "beside": others}).data)

    @extend_schema(
        operation_id="cases_export",
        request=shapes.ExportIn,
        responses={(200, kind.partition(";")[0]): OpenApiTypes.BINARY for kind in TYPES.values()},
    )
    def export(self, request: Request) -> HttpResponse:
        """The list as a file, recorded as a disclosure; `X-Incomplete` where the list is longer than a file may be."""
        data = self.valid(shapes.ExportIn(data=request.data))
        columns, form = chosen(data.pop("columns", [])), data.pop("form")
        return file_of(export(by=self.viewer, filters=Filters.strict(data), columns=columns, form=form))


class ViewViewSet(Answers, ViewSet):  # type: ignore[misc]
    """Views of the list that the viewer has kept; nobody else ever sees them."""

    @extend_schema(operation_id="cases_views_list", responses=shapes.ViewPage)
    def list(self, request: Request) -> Response:
        """All of them, by name."""
        return Response({"results": shapes.ViewOut(views_of(self.viewer), many=True).data})

    @extend_schema(operation_id="cases_views_create", request=shapes.ViewIn, responses={201: shapes.ViewOut})
    def create(self, request: Request) -> Response:
        """Keep a view."""
        return Response(shapes.ViewOut(self._kept(request)).data, status=201)

    @extend_schema(operation_id="cases_views_retrieve", responses=shapes.ViewOut)
    def retrieve(self, request: Request, view: UUID) -> Response:
        """One of them."""
        return Response(shapes.ViewOut(self._own(view)).data)

    @extend_schema(operation_id="cases_views_destroy", responses={204: None})
    def destroy(self, request: Request, view: UUID) -> Response:
        """Forget one."""
        self._own(view).remove(by=self.viewer)
        return Response(status=204)

    def _kept(self, request: Request) -> SavedView:
        data: Any = self.valid(shapes.ViewIn(data=request.data))
        filters = Filters.strict(data.get("filters", {}))
        names = [column.name for column in chosen(data.get("columns", []))]
        return SavedView.keep(by=self.viewer, name=data["name"], filters=filters.values, columns=names)

    def _own(self, view: UUID) -> SavedView:
        found: SavedView | None = views_of(self.viewer).filter(pk=view).first()
        if found is None:
            raise Unseen(object_type="saved_view", object_id=view, action="view.read")
        return found
