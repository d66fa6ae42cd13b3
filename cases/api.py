"""The REST API of joint cases: the same verbs and the same policy as the pages."""

from typing import Any
from uuid import UUID

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from access.api import ViewSet
from access.decide import get_for, require_role
from cases import serializers as shapes
from cases.api_answers import Answers
from cases.codes import Part
from cases.creation import create
from cases.models import Case, Note
from cases.reading import RecordPage, notes_of, part_of, with_parts
from cases.search.filters import Filters
from cases.search.listing import listed
from cases.search.serializers import FILTERS
from cases.timeline import Entries, log_of, timeline_of
from coordination_center.errors import Stale

AFTER = OpenApiParameter("after", OpenApiTypes.STR, description="A cursor from `older` or `newer`.")
KEY = OpenApiParameter(
    "Idempotency-Key",
    OpenApiTypes.STR,
    OpenApiParameter.HEADER,
    description="Sent again, the same key does nothing twice.",
)


class CaseViewSet(Answers, ViewSet):  # type: ignore[misc]
    """Joint cases."""

    @extend_schema(operation_id="cases_list", parameters=[AFTER, *FILTERS], responses=shapes.CasePage)
    def list(self, request: Request) -> Response:
        """The acting agency's cases, newest activity first: `results`, and cursors `older` and `newer` or null."""
        viewer, query = self.viewer, request.query_params
        page = listed(viewer, Filters.strict(query), after=query.get("after", ""), rows=with_parts(viewer))
        rows = [self._line(case) for case in page.rows]
        return Response({"results": rows, "older": page.older or None, "newer": page.newer or None})

    def _line(self, case: Any) -> Any:
        mine = part_of(self.viewer, case)
        shape = shapes.CaseOut if mine is not None and mine.state == Part.ACTIVE else shapes.ProposalOut
        return shape(case, context={"viewer": self.viewer}).data

    @extend_schema(
        operation_id="cases_create", parameters=[KEY], request=shapes.CaseIn, responses={201: shapes.CaseDetail}
    )
    def create(self, request: Request) -> Response:
        """Begin a case, led by the acting agency."""
        viewer = self.viewer
        require_role(viewer, "case.create")
        data = self.valid(shapes.CaseIn(data=request.data))
        named = [(viewer.person, viewer.agency)] if data.pop("compartment") else []
        pk = self.once("cases_create", lambda: create(by=viewer, named=named, **data))
        return self.answer(pk, status=201)

    @extend_schema(operation_id="cases_retrieve", responses=shapes.CaseDetail)
    def retrieve(self, request: Request, pk: UUID) -> Response:
        """One case; an invited agency gets its proposal."""
        return self.answer(pk)

    @extend_schema(operation_id="cases_edit", request=shapes.CaseEdit, responses=shapes.CaseDetail)
    def partial_update(self, request: Request, pk: UUID) -> Response:
        """Change fields; 409 with the row as it stands in `current` when `version` is not the newest."""
        viewer = self.viewer
        case = get_for(viewer, "case.edit", with_parts(viewer), pk=pk)
        data = self.valid(shapes.CaseEdit(data=request.data))
        try:
            case.edit(by=viewer, **data)
        except Stale as stale:
            stale.context["shown"] = self.shown(pk)
            raise
        return self.answer(pk)

    @extend_schema(operation_id="cases_notes_list", parameters=[AFTER], responses=shapes.NotePage)
    def notes(self, request: Request, pk: UUID) -> Response:
        """The notes the viewer may read, newest first."""
        viewer = self.viewer
        case = get_for(viewer, "case.read", Case, pk=pk)
        page = notes_of(viewer, case, after=request.query_params.get("after", ""))
        return Response({"results": shapes.NoteOut(page.rows, many=True).data, "older": page.older or None})

    @extend_schema(
        operation_id="cases_notes_create", parameters=[KEY], request=shapes.NoteIn, responses={201: shapes.NoteOut}
    )
    def add_note(self, request: Request, pk: UUID) -> Response:
        """Add a note."""
        viewer = self.viewer
        case = get_for(viewer, "case.note", Case, pk=pk)
        data = self.valid(shapes.NoteIn(data=request.data))
        note = self.once(f"cases_note {pk}", lambda: case.add_note(by=viewer, **data))
        return Response(self._note(pk, note), status=201)

    @extend_schema(operation_id="cases_notes_retrieve", responses=shapes.NoteOut)
    def note(self, request: Request, pk: UUID, note: UUID) -> Response:
        """One note of this case."""
        return Response(self._note(pk, note))

    @extend_schema(operation_id="cases_timeline", parameters=[AFTER], responses=shapes.EntryPage)
    def timeline(self, request: Request, pk: UUID) -> Response:
        """What was done, newest first."""
        case = get_for(self.viewer, "case.read", Case, pk=pk)
        return self._entries(timeline_of(self.viewer, case, after=request.query_params.get("after", "")))

    @extend_schema(operation_id="cases_log", parameters=[AFTER], responses=shapes.EntryPage)
    def log(self, request: Request, pk: UUID) -> Response:
        """What was done and who read it; for the lead and the originator."""
        case = get_for(self.viewer, "case.read", Case, pk=pk)
        RecordPage.of(self.viewer, case, tab="log").require_log()
        return self._entries(log_of(self.viewer, case, after=request.query_params.get("after", "")))

    def _note(self, pk: UUID, note: UUID) -> Any:
        rows = Note.objects.select_related("author", "agency", "case")
        return shapes.NoteOut(get_for(self.viewer, "case.read", rows, pk=note, case_id=pk)).data

    def _entries(self, entries: Entries) -> Response:
        return Response({"results": shapes.EntryOut(entries.rows, many=True).data, "older": entries.older or None})
