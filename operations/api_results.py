"""The REST API of figures: reporting, judging, correcting, and the board."""

from typing import Any
from uuid import UUID

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from access.decide import get_for
from agencies.models import Agency
from cases.api import AFTER, KEY
from cases.models import Case
from operations import serializers as shapes
from operations.api import Room, refuse
from operations.board import Board
from operations.codes import FINAL, Category, Status
from operations.models import Increment, Operation, Site
from operations.reading import (
    Narrowing,
    OperationPage,
    marks_of,
    one_result,
    possible_doubles,
    results,
    waiting,
)

_RELATED = ("standing", "reverses__standing", "agency", "person", "operation")


class NarrowingIn(serializers.Serializer[Any]):
    """By what results are filtered."""

    category = serializers.ChoiceField(choices=Category.choices, required=False)
    status = serializers.ChoiceField(choices=Status.choices, required=False)
    agency = serializers.UUIDField(required=False)
    site = serializers.UUIDField(required=False)
    day = serializers.DateField(required=False)
    nationality = serializers.CharField(max_length=2, required=False)


FILTERS = [
    OpenApiParameter("category", OpenApiTypes.STR, enum=Category.values),
    OpenApiParameter("status", OpenApiTypes.STR, enum=Status.values),
    OpenApiParameter("agency", OpenApiTypes.UUID),
    OpenApiParameter("site", OpenApiTypes.UUID),
    OpenApiParameter("day", OpenApiTypes.DATE),
    OpenApiParameter("nationality", OpenApiTypes.STR),
]


class ResultViewSet(Room):
    """Results of an operation, verdicts on them, corrections of them, and their sums."""

    @extend_schema(operation_id="operations_results_list", parameters=[AFTER, *FILTERS], responses=shapes.ResultsPage)
    def list(self, request: Request, pk: UUID) -> Response:
        """Results, newest first."""
        operation = self.operation(pk)
        asked = {name: value for name, value in request.query_params.items() if name != "after"}
        narrowing = Narrowing(**self.valid(NarrowingIn(data=asked)))
        page = results(self.viewer, operation, narrowing, after=request.query_params.get("after", ""))
        rows = shapes.ResultOut(page.rows, many=True).data
        return Response({"results": rows, "older": page.older or None, "newer": page.newer or None})

    @extend_schema(
        operation_id="operations_report", parameters=[KEY], request=shapes.ResultIn, responses={201: shapes.ResultOut}
    )
    def create(self, request: Request, pk: UUID) -> Response:
        """Report for the acting agency's country, or for another on its behalf."""
        operation = self.operation(pk)
        data = self.valid(shapes.ResultIn(data=request.data))
        data |= self._records(operation, data)
        made = self.once(f"operations_report {pk}", lambda: operation.report(by=self.viewer, **data))
        return self._shown(operation, made, 201)

    @extend_schema(operation_id="operations_results_retrieve", responses=shapes.ResultOut)
    def retrieve(self, request: Request, pk: UUID, result: UUID) -> Response:
        """One result."""
        return self._shown(self.operation(pk), result)

    @extend_schema(operation_id="operations_marks_list", responses=shapes.MarkOut(many=True))
    def marks(self, request: Request, pk: UUID, result: UUID) -> Response:
        """The verdicts on a result, first to last."""
        rows = marks_of(self.viewer, self._result(pk, result))
        return Response(shapes.MarkOut(rows, many=True, context={"viewer": self.viewer}).data)

    @extend_schema(
        operation_id="operations_mark", parameters=[KEY], request=shapes.MarkIn, responses={201: shapes.ResultOut}
    )
    def mark(self, request: Request, pk: UUID, result: UUID) -> Response:
        """Verify, dispute or withdraw a result."""
        operation, row = self.operation(pk), self._result(pk, result)
        data = self.valid(shapes.MarkIn(data=request.data))
        verb = {"verified": operation.verify, "disputed": operation.dispute, "withdrawn": operation.withdraw}
        reason = data.get("reason", "")
        self.once(f"operations_mark {result}", lambda: verb[data["status"]](row, by=self.viewer, reason=reason))
        return self._shown(operation, result, 201)

    @extend_schema(
        operation_id="operations_correct", parameters=[KEY], request=shapes.CorrectionIn,
        responses={201: shapes.ResultOut},
    )  # fmt: skip
    def correct(self, request: Request, pk: UUID, result: UUID) -> Response:
        """Count so many fewer; the answer is the correction."""
        operation, row = self.operation(pk), self._result(pk, result)
        data = self.valid(shapes.CorrectionIn(data=request.data))
        made = self.once(f"operations_correct {result}", lambda: operation.correct(row, by=self.viewer, **data))
        return self._shown(operation, made, 201)

    @extend_schema(
        operation_id="operations_board", parameters=[OpenApiParameter("digest", OpenApiTypes.STR)],
        responses={200: shapes.BoardOut, 204: None},
    )  # fmt: skip
    def board(self, request: Request, pk: UUID) -> Response:
        """The sums, of all, by country and by day; 204 while `digest` is that of what stands."""
        viewer, operation = self.viewer, self.operation(pk)
        board = Board.of(viewer, operation)
        counts = {"waiting": waiting(viewer, operation), "possible_doubles": possible_doubles(viewer, operation)}
        digest = board.digest(viewer, *counts.values())
        if request.query_params.get("digest") == digest:
            return Response(status=204)
        return Response(shapes.BoardOut(self._told(board, digest) | counts).data)

    def _told(self, board: Board, digest: str) -> dict[str, Any]:
        unsigned = set()
        if board.operation.state in FINAL:
            lines = OperationPage.of(self.viewer, board.operation).delegations
            unsigned = {line.agency_id for line in lines if line.signed_at is None}
        return {
            "digest": digest,
            "figures": board.figures.shown,
            "countries": [
                {"agency": agency, "figures": figures.shown, "unconfirmed": agency.pk in unsigned}
                for agency, figures in board.countries
            ],
            "days": [{"day": day, "figures": figures.shown} for day, figures in board.days.items()],
        }

    def _records(self, operation: Operation, data: dict[str, Any]) -> dict[str, Any]:
        """The rows that a report names, as far as the viewer sees them; an unseen one is as one that is not there."""
        found: dict[str, Any] = {}
        if "site" in data:
            found["site"] = Site.objects.under(self.viewer, operation).filter(pk=data["site"]).first()
        if "case" in data:
            found["case"] = Case.objects.permitted(self.viewer, "case.read").filter(pk=data["case"]).first()
        if "agency" in data:
            found["agency"] = Agency.objects.filter(pk=data["agency"]).first()
        for name, row in found.items():
            if row is None:
                raise refuse(name)
        return found

    def _result(self, pk: UUID, result: UUID) -> Increment:
        rows = Increment.objects.select_related(*_RELATED)
        return get_for(self.viewer, "operation.see", rows, pk=result, operation_id=pk)

    def _shown(self, operation: Operation, result: UUID, status: int = 200) -> Response:
        line = one_result(self.viewer, operation, self._result(operation.pk, result))
        return Response(shapes.ResultOut(line).data, status=status)
