"""The REST API of links: the same verbs and the same policy as the pages."""

from typing import Any
from uuid import UUID

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from cases.api import AFTER, KEY
from cases.api_records import Records
from cases.links import serializers as shapes
from cases.links.chart import graph_of
from cases.links.models import Link
from cases.links.reading import ENDS, touching

OF = OpenApiParameter("subject", OpenApiTypes.UUID, description="Only links that have this subject as an end.")


class LinkViewSet(Records):
    """Links between the subjects of a case."""

    model = Link
    action_of_writers = "case.link"
    shape = shapes.LinkOut

    def rows(self) -> Any:
        """Links with both ends."""
        return Link.objects.select_related(*ENDS)

    @extend_schema(operation_id="cases_links_list", parameters=[AFTER, OF], responses=shapes.LinkPage)
    def list(self, request: Request, pk: UUID) -> Response:
        """The links the viewer may see, newest first."""
        return self.listed(request, pk, touching(self.rows(), request.query_params.get("subject", "")))

    @extend_schema(
        operation_id="cases_links_create", parameters=[KEY], request=shapes.LinkIn, responses={201: shapes.LinkOut}
    )
    def create(self, request: Request, pk: UUID) -> Response:
        """Link two subjects of the case. A second link like one that stands is kept as well."""
        return self.made("cases_links", pk, shapes.LinkIn, lambda case, data: Link.add(case, by=self.viewer, **data))

    @extend_schema(operation_id="cases_links_retrieve", responses=shapes.LinkOut)
    def retrieve(self, request: Request, pk: UUID, link: UUID) -> Response:
        """One link."""
        return self.one(pk, link)

    @extend_schema(operation_id="cases_links_edit", parameters=[KEY], request=shapes.LinkEdit, responses=shapes.LinkOut)
    def partial_update(self, request: Request, pk: UUID, link: UUID) -> Response:
        """Change what is said of a link; 409 with the row as it stands when `version` is not the newest."""
        return self.moved(
            "cases_link_edit", pk, link, shapes.LinkEdit, lambda row, data: row.edit(by=self.viewer, **data)
        )

    @extend_schema(operation_id="cases_links_remove", request=shapes.Removal, responses={204: None})
    def remove(self, request: Request, pk: UUID, link: UUID) -> Response:
        """Remove a link, saying why."""
        row = self.found(pk, link, "case.link")
        data = self.valid(shapes.Removal(data=self.request.data))
        row.take_out(by=self.viewer, **data)
        return Response(status=204)

    @extend_schema(operation_id="cases_links_chart", responses=shapes.Graph)
    def chart(self, request: Request, pk: UUID) -> Response:
        """All links the viewer sees, and the subjects they tie, as a graph."""
        return Response(graph_of(self.viewer, self.case_for(pk)))
