"""The REST API of what was changed in a report, for its originator."""

from typing import Any
from uuid import UUID

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from access.api import APIView
from access.decide import get_for
from intelligence.reports.history import history_of
from intelligence.reports.reading import reports
from intelligence.reports.views_history import page_number

PAGE = OpenApiParameter("page", OpenApiTypes.INT, description="The first is 1; `older` is the next.")


class ReportChange(serializers.Serializer[Any]):
    """One part or field from what to what; empty for nothing."""

    label = serializers.CharField()  # type: ignore[assignment]  # DRF's own attribute of that name is not asked here
    old = serializers.CharField()
    new = serializers.CharField()


class ReportVerb(serializers.Serializer[Any]):
    """A verb, by whom."""

    verb = serializers.CharField()
    agency = serializers.CharField()
    person = serializers.CharField()


class ReportStep(serializers.Serializer[Any]):
    """What was done at once."""

    at = serializers.DateTimeField()
    entries = ReportVerb(many=True)
    changes = ReportChange(many=True)


class ReportSteps(serializers.Serializer[Any]):
    """A page of steps, newest first; `older` is null on the last."""

    results = ReportStep(many=True)
    older = serializers.IntegerField(allow_null=True)


class HistoryView(APIView):
    """What was changed in a report."""

    @extend_schema(operation_id="reports_history", parameters=[PAGE], responses=ReportSteps)
    def get(self, request: Request, pk: UUID) -> Response:
        """Who changed what, from what to what."""
        report = get_for(self.viewer, "report.log", reports(), pk=pk)
        steps = history_of(self.viewer, report, page=page_number(request.query_params.get("page", "")))
        return Response(ReportSteps({"results": steps.rows, "older": steps.older or None}).data)
