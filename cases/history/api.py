"""The API of the history: the same steps as the pages."""

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from access.api import ViewSet
from access.decide import get_for
from cases.api import AFTER
from cases.history.reading import Steps, history, record_for
from cases.history.serializers import StepOut, StepPage
from cases.models import Case


class HistoryViewSet(ViewSet):
    """Who changed what from what to what."""

    @extend_schema(operation_id="cases_history", parameters=[AFTER], responses=StepPage)
    def of_case(self, request: Request, pk: UUID) -> Response:
        """Every change in the case that the acting agency may read, newest first."""
        case = get_for(self.viewer, "case.read", Case, pk=pk)
        return _page(history(self.viewer, case, after=request.query_params.get("after", "")))

    @extend_schema(operation_id="cases_record_history", parameters=[AFTER], responses=StepPage)
    def of_record(self, request: Request, pk: UUID, noun: str, record: UUID) -> Response:
        """The changes of one record, by its noun (`subject`, `link`, `evidence`) and id; of a removed one too."""
        case = get_for(self.viewer, "case.read", Case, pk=pk)
        source, row = record_for(self.viewer, case, noun, record)
        after = request.query_params.get("after", "")
        return _page(history(self.viewer, case, of=source, record=row.pk, after=after))


def _page(steps: Steps) -> Response:
    return Response({"results": StepOut(steps.rows, many=True).data, "older": steps.older or None})
