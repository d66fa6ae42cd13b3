"""The import of a table over the API: what it would make, and then that, once."""

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from access.api import ViewSet
from access.decide import get_for
from cases.api_answers import Answers
from cases.models import Case
from cases.subjects.api import bodies, shapes
from cases.subjects.importing import carried, import_once, preview


class Imports(Answers, ViewSet):  # type: ignore[misc]
    """Tables of subjects."""

    @extend_schema(operation_id="cases_subjects_preview", request=bodies.TableIn, responses=shapes.PreviewOut)
    def preview(self, request: Request, pk: UUID) -> Response:
        """What a table would make, row by row; nothing is written. `sealed` is sent back to write it down."""
        case = get_for(self.viewer, "case.subject", Case, pk=pk)
        data = self.valid(bodies.TableIn(data=request.data))
        found = preview(self.viewer, case, data["table"], field="table")
        sealed = carried(found, case, by=self.viewer, only=data.get("only", ())) if found.good else None
        return Response(shapes.PreviewOut({"rows": found.drafts, "unknown": found.unknown, "sealed": sealed}).data)

    @extend_schema(operation_id="cases_subjects_import", request=bodies.ImportIn, responses=shapes.ImportedOut)
    def run(self, request: Request, pk: UUID) -> Response:
        """Write down what the preview showed, all or nothing; the same preview only once."""
        case = get_for(self.viewer, "case.subject", Case, pk=pk)
        data = self.valid(bodies.ImportIn(data=request.data))
        done = import_once(case, by=self.viewer, sealed=data["sealed"], skip=set(data["skip"]))
        return Response(shapes.ImportedOut(done).data)
