"""The REST API of the use of reports in cases: the same verbs and the same policy as the pages."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from access.api import ViewSet
from access.decide import get_for, levels_on, require
from access.policy import ORIGINATOR
from cases.api import AFTER, KEY
from cases.api_answers import Answers
from cases.models import Case
from intelligence.releases.derived import derived_of
from intelligence.reports.reading import reports
from intelligence.usage import serializers as shapes
from intelligence.usage.models import Use
from intelligence.usage.reading import lines, of_case, of_report, uses


class UseViewSet(Answers, ViewSet):  # type: ignore[misc]
    """Reports attached to cases."""

    @extend_schema(operation_id="cases_intelligence_list", parameters=[AFTER], responses=shapes.UsePage)
    def list(self, request: Request, pk: UUID) -> Response:
        """The reports attached to a case that the acting agency may read, newest first."""
        case = get_for(self.viewer, "case.read", Case, pk=pk)
        page = of_case(self.viewer, case, after=request.query_params.get("after", ""))
        return Response({"results": shapes.UseOut(page.rows, many=True).data, "older": page.older or None})

    @extend_schema(
        operation_id="cases_intelligence_create", parameters=[KEY], request=shapes.UseIn, responses={201: shapes.UseOut}
    )
    def create(self, request: Request, pk: UUID) -> Response:
        """Attach a report; 409 with code `ask_originator` where its originator has to allow it before."""
        case = get_for(self.viewer, "case.read", Case, pk=pk)
        require(self.viewer, "case.attach", case)
        data = self.valid(shapes.UseIn(data=request.data, context={"viewer": self.viewer}))
        report = data.pop("report")
        made = self.once(f"cases_intelligence {pk}", lambda: Use.attach(report, by=self.viewer, case=case, **data))
        return Response(self._one(pk, made), status=201)

    @extend_schema(operation_id="cases_intelligence_retrieve", responses=shapes.UseOut)
    def retrieve(self, request: Request, pk: UUID, use: UUID) -> Response:
        """One attached report of this case."""
        return Response(self._one(pk, use))

    @extend_schema(operation_id="cases_intelligence_remove", request=None, responses={204: None})
    def destroy(self, request: Request, pk: UUID, use: UUID) -> Response:
        """Take it out of the case again, for the agency that attached it."""
        row: Use = get_for(self.viewer, "case.read", uses(), pk=use, case_id=pk)
        row.detach(by=self.viewer)
        return Response(status=204)

    @extend_schema(operation_id="reports_uses_list", responses=shapes.UsesOut)
    def of_report(self, request: Request, pk: UUID) -> Response:
        """Where a report is used, and for its originator what others made of it."""
        report = get_for(self.viewer, "report.see", reports(), pk=pk)
        mine = ORIGINATOR in levels_on(self.viewer, report)
        derived = derived_of(self.viewer, report) if mine else []
        return Response(shapes.UsesOut({"results": of_report(self.viewer, report), "derived": derived}).data)

    def _one(self, pk: UUID, use: UUID) -> Any:
        row = get_for(self.viewer, "case.read", uses(), pk=use, case_id=pk)
        return shapes.UseOut(lines(self.viewer, [row])[0]).data
