"""The REST API of evidence: the same verbs and the same policy as the pages."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from cases.api import AFTER, KEY
from cases.api_records import Records
from cases.evidence import handing_out
from cases.evidence import serializers as shapes
from cases.evidence.acts import ACTS, Act
from cases.evidence.models import Evidence
from cases.evidence.reading import chain_of, file_for, item_for, mentions_of, with_files
from cases.evidence.repeated import sent_with_files
from coordination_center.parsing import StrictJSONParser
from coordination_center.sending import once

JSON = [StrictJSONParser]


class EvidenceViewSet(Records):
    """Evidence of a case. A body with a file is multipart; any other is JSON."""

    model = Evidence
    action_of_writers = "case.evidence"
    shape = shapes.EvidenceOut
    parser_classes = [*JSON, MultiPartParser]

    def rows(self) -> Any:
        return with_files(self.viewer)

    def one(self, pk: UUID, record: UUID, status: int = 200) -> Response:
        """The item with its chain and its subjects."""
        return Response(self._detail(pk, record), status=status)

    def once(self, route: str, make: Callable[[], Any], status: int = 201) -> UUID:
        """As for every record; what is sent twice is told by its fields and the bytes of its files."""
        key = self.request.headers.get("Idempotency-Key", "")
        body = sent_with_files(self.request.data, self.request.FILES)
        made, before = once(self.viewer, route=route, key=key, body=body, make=make, status=status)
        return before.object_id if before else made.pk  # type: ignore[return-value]

    @extend_schema(operation_id="cases_evidence_list", parameters=[AFTER], responses=shapes.EvidencePage)
    def list(self, request: Request, pk: UUID) -> Response:
        """The items the viewer may see, newest first: `results`, and `older` or null."""
        return self.listed(request, pk)

    @extend_schema(
        operation_id="cases_evidence_create",
        parameters=[KEY],
        request={"multipart/form-data": shapes.EvidenceIn, "application/json": shapes.EvidenceIn},
        responses={201: shapes.EvidenceDetail},
    )
    def create(self, request: Request, pk: UUID) -> Response:
        """Add an item, in the hands of the acting agency."""
        return self.made(
            "evidence", pk, shapes.EvidenceIn, lambda case, data: Evidence.add(case, by=self.viewer, **data)
        )

    @extend_schema(operation_id="cases_evidence_retrieve", responses=shapes.EvidenceDetail)
    def retrieve(self, request: Request, pk: UUID, evidence: UUID) -> Response:
        """One item of this case."""
        return self.one(pk, evidence)

    @extend_schema(
        operation_id="cases_evidence_edit",
        parameters=[KEY],
        request=shapes.EvidenceEdit,
        responses=shapes.EvidenceDetail,
    )
    def partial_update(self, request: Request, pk: UUID, evidence: UUID) -> Response:
        """Change fields; 409 with the row as it stands in `current` when `version` is not the newest."""
        edit = lambda row, data: row.edit(by=self.viewer, **data)  # noqa: E731
        return self.moved("evidence_edit", pk, evidence, shapes.EvidenceEdit, edit)

    @extend_schema(
        operation_id="cases_evidence_version",
        parameters=[KEY],
        request={"multipart/form-data": shapes.EvidenceVersionIn},
        responses={201: shapes.EvidenceDetail},
    )
    def version(self, request: Request, pk: UUID, evidence: UUID) -> Response:
        """Add a version of the file; none is overwritten."""
        add = lambda row, data: row.add_version(by=self.viewer, **data)  # noqa: E731
        answer = self.moved("evidence_version", pk, evidence, shapes.EvidenceVersionIn, add)
        answer.status_code = 201
        return answer

    @extend_schema(
        operation_id="cases_evidence_file", responses={(200, "application/octet-stream"): OpenApiTypes.BINARY}
    )
    def file(self, request: Request, pk: UUID, evidence: UUID, file: UUID) -> HttpResponse:
        """The bytes of a version, checked against its SHA-256; the download is recorded."""
        found = file_for(self.viewer, pk, evidence, file)
        return handing_out.handed_out(request._request, found, by=self.viewer)

    def _detail(self, pk: UUID, record: UUID) -> Any:
        item = item_for(self.viewer, "case.read", pk, record)
        item.shown_chain = chain_of(self.viewer, item)
        item.shown_subjects = [mention.subject_id for mention in mentions_of(self.viewer, item)]
        return shapes.EvidenceDetail(item).data


def view_of(act: Act) -> Any:
    """The view of one verb, described for OpenAPI by the verb's own words and fields."""

    def post(self: Any, request: Request, pk: UUID, evidence: UUID) -> Response:
        if not act.leaves:
            return self.moved(f"evidence_{act.path}", pk, evidence, body, run(self))  # type: ignore[no-any-return]
        row = self.found(pk, evidence, "case.evidence")
        data = self.valid(body(data=request.data, context={"viewer": self.viewer, "case": row.case}))
        self.once(f"evidence_{act.path} {evidence}", lambda: (run(self)(row, data), row)[1], status=204)
        return Response(status=204)

    def run(self: Any) -> Callable[[Evidence, Any], object]:
        return lambda row, data: act.run(row, self.viewer, data)

    body = shapes.BODIES[act.path]
    described = extend_schema(
        operation_id=f"cases_evidence_{act.path}",
        summary=str(act.label),
        description=str(act.says),
        parameters=[KEY],
        request=body,
        responses={204: None} if act.leaves else {200: shapes.EvidenceDetail},
    )
    view = type(
        f"Evidence{act.path.title()}ViewSet", (EvidenceViewSet,), {"act": described(post), "parser_classes": JSON}
    )
    return view.as_view({"post": "act"})  # type: ignore[attr-defined]


VIEWS = {path: view_of(act) for path, act in ACTS.items()}
