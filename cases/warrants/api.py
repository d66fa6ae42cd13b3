"""The REST API of warrants: the same verbs and the same policy as the pages."""

from typing import Any
from uuid import UUID

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from cases.api import AFTER, KEY
from cases.api_records import Records, listing, making
from cases.warrants import serializers as shapes
from cases.warrants.acts import ACTS, Act, require_move
from cases.warrants.codes import State
from cases.warrants.forms import FilterForm
from cases.warrants.models import Warrant
from cases.warrants.reading import across, told

FILTERS = [
    AFTER,
    OpenApiParameter("state", OpenApiTypes.STR, enum=State.values),
    OpenApiParameter("country", OpenApiTypes.STR, description="Country that must act, ISO 3166-1 alpha-2."),
    OpenApiParameter("soon", OpenApiTypes.BOOL, description="Expires within 30 days."),
    OpenApiParameter("overdue", OpenApiTypes.BOOL, description="The answer is overdue."),
]


class WarrantViewSet(Records):
    """Warrants of a case, and across cases."""

    model = Warrant
    action_of_writers = "case.warrant"
    shape = shapes.WarrantOut

    def rows(self) -> Any:
        """With what the clock says of them."""
        return told()

    @extend_schema(operation_id="warrants_list", parameters=FILTERS, responses=shapes.WarrantPage)
    def across(self, request: Request) -> Response:
        """Warrants of all cases the viewer reads, newest first."""
        wanted = FilterForm(request.query_params).wanted()
        page = across(self.viewer, wanted, after=request.query_params.get("after", ""))
        return Response({"results": self.shape(page.rows, many=True).data, "older": page.older or None})

    @listing("warrants", shapes.WarrantPage)  # type: ignore[untyped-decorator]
    def list(self, request: Request, pk: UUID) -> Response:
        """The warrants of a case, newest first."""
        return self.listed(request, pk)

    @making("warrants", shapes.WarrantIn, shapes.WarrantOut)  # type: ignore[untyped-decorator]
    def create(self, request: Request, pk: UUID) -> Response:
        """Write down a warrant that the acting agency issues."""
        return self.made(
            "case_warrant", pk, shapes.WarrantIn, lambda case, data: Warrant.add(case, by=self.viewer, **data)
        )

    @extend_schema(operation_id="cases_warrants_retrieve", responses=shapes.WarrantOut)
    def retrieve(self, request: Request, pk: UUID, warrant: UUID) -> Response:
        """One warrant of this case."""
        return self.one(pk, warrant)

    @extend_schema(
        operation_id="cases_warrants_edit",
        parameters=[KEY],
        request=shapes.WarrantEdit,
        responses=shapes.WarrantOut,
    )
    def partial_update(self, request: Request, pk: UUID, warrant: UUID) -> Response:
        """Change it; 409 with the row as it stands in `current` when `version` is not the newest."""
        return self.moved(
            "case_warrant_edit", pk, warrant, shapes.WarrantEdit, lambda row, data: row.edit(by=self.viewer, **data)
        )

    @extend_schema(operation_id="cases_warrants_remove", responses={204: None})
    def destroy(self, request: Request, pk: UUID, warrant: UUID) -> Response:
        """Remove a draft."""
        self.found(pk, warrant, "case.warrant").take_out(by=self.viewer)
        return Response(status=204)

    def act(self, act: Act, pk: UUID, warrant: UUID) -> Response:
        """Run one verb on one warrant."""
        require_move(act, self.found(pk, warrant, "case.warrant"), by=self.viewer)
        route, into = f"case_warrant {act.path}", shapes.SENT[act.path]
        return self.moved(route, pk, warrant, into, lambda row, data: act.run(row, self.viewer, data))


def view_of(act: Act) -> Any:
    """The view of one verb, described for OpenAPI by the verb's own words and body."""
    described = extend_schema(
        operation_id=f"cases_warrants_{act.path}",
        summary=str(act.label),
        description=str(act.says),
        parameters=[KEY],
        request=shapes.SENT[act.path],
        responses=shapes.WarrantOut,
    )

    def post(self: WarrantViewSet, request: Request, pk: UUID, warrant: UUID) -> Response:
        return self.act(act, pk, warrant)

    view = type(f"Warrant{act.path.title()}", (WarrantViewSet,), {"run": described(post)})
    return view.as_view({"post": "run"})  # type: ignore[attr-defined]


VIEWS = {path: view_of(act) for path, act in ACTS.items() if not act.leaves}
