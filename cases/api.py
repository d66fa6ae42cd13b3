"""The REST API of joint cases: the same verbs and the same policy as the pages."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from access.api import ViewSet
from access.decide import get_for, require, require_role
from access.paging import page_for
from cases import serializers as shapes
from cases.acts import ACTS, Act
from cases.creation import create
from cases.forms import ActForm
from cases.models import Case, Note
from cases.reading import RecordPage, narrowed, notes_of, with_parts
from cases.timeline import Entries, log_of, timeline_of
from coordination_center.errors import Invalid, Stale, Unseen
from coordination_center.sending import once

AFTER = OpenApiParameter("after", OpenApiTypes.STR, description="A cursor from `older` or `newer`.")
PART = OpenApiParameter("part", OpenApiTypes.STR, enum=["lead", "partner", "observer", "invited"])
KEY = OpenApiParameter(
    "Idempotency-Key",
    OpenApiTypes.STR,
    OpenApiParameter.HEADER,
    description="Sent again, the same key does nothing twice.",
)


class CaseViewSet(ViewSet):
    """Joint cases."""

    @extend_schema(operation_id="cases_list", parameters=[AFTER, PART], responses=shapes.CaseOut(many=True))
    def list(self, request: Request) -> Response:
        """The acting agency's cases, newest activity first: `results`, and cursors `older` and `newer` or null."""
        viewer, query = self.viewer, request.query_params
        levels = narrowed(query.get("part", ""))
        page = page_for(viewer, with_parts(viewer), after=query.get("after", ""), levels=levels)
        rows = [self._line(case) for case in page.rows]
        return Response({"results": rows, "older": page.older or None, "newer": page.newer or None})

    def _line(self, case: Any) -> Any:
        mine = next((part for part in case.live_parts if part.agency_id == self.viewer.agency_id), None)
        shape = shapes.CaseOut if mine is not None and mine.state == "active" else shapes.ProposalOut
        return shape(case, context={"viewer": self.viewer}).data

    @extend_schema(
        operation_id="cases_create", parameters=[KEY], request=shapes.CaseIn, responses={201: shapes.CaseDetail}
    )
    def create(self, request: Request) -> Response:
        """Begin a case, led by the acting agency."""
        viewer = self.viewer
        require_role(viewer, "case.create")
        data = self._valid(shapes.CaseIn(data=request.data))
        named = [(viewer.person, viewer.agency)] if data.pop("compartment") else []
        pk = self._once("cases_create", lambda: create(by=viewer, named=named, **data))
        return self._answer(pk, status=201)

    @extend_schema(operation_id="cases_retrieve", responses=shapes.CaseDetail)
    def retrieve(self, request: Request, pk: UUID) -> Response:
        """One case; an invited agency gets its proposal."""
        return self._answer(pk)

    @extend_schema(operation_id="cases_edit", request=shapes.CaseEdit, responses=shapes.CaseDetail)
    def partial_update(self, request: Request, pk: UUID) -> Response:
        """Change fields; 409 with the row as it stands in `current` when `version` is not the newest."""
        viewer = self.viewer
        case = get_for(viewer, "case.edit", with_parts(viewer), pk=pk)
        data = self._valid(shapes.CaseEdit(data=request.data))
        try:
            case.edit(by=viewer, **data)
        except Stale as stale:
            stale.context["shown"] = self._shown(pk)
            raise
        return self._answer(pk)

    @extend_schema(operation_id="cases_act", parameters=[KEY], request=OpenApiTypes.OBJECT, responses=shapes.CaseDetail)
    def act(self, request: Request, pk: UUID, act: str) -> Response:
        """Run a verb, named by its noun: participants, proposal, acceptance, refusal, opening, suspension, resumption,
        closure, reopening, archive, lead-offer, lead-acceptance, leaving, revocation, names, unnaming,
        compartment-end, exclusion. 204 when the case is no longer yours to see."""
        if act not in ACTS:
            raise Unseen
        case = get_for(self.viewer, "case.see", with_parts(self.viewer), pk=pk)
        self._once(f"cases_act {act} {pk}", lambda: self._run(ACTS[act], case), status=200)
        return Response(status=204) if ACTS[act].leaves else self._answer(pk)

    def _run(self, act: Act, case: Case) -> Case:
        """The policy is asked before the fields are read: who may not act learns nothing of what is expected."""
        require(self.viewer, act.action, case)
        form = ActForm(self.request.data, viewer=self.viewer, case=case, names=act.fields)
        self._check_fields(form, self.request.data)
        act.run(case, self.viewer, form.cleaned_data)
        return case

    @extend_schema(operation_id="cases_notes_list", parameters=[AFTER], responses=shapes.NoteOut(many=True))
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
        data = self._valid(shapes.NoteIn(data=request.data))
        note = self._once(f"cases_note {pk}", lambda: case.add_note(by=viewer, **data))
        return Response(self._note(pk, note), status=201)

    @extend_schema(operation_id="cases_notes_retrieve", responses=shapes.NoteOut)
    def note(self, request: Request, pk: UUID, note: UUID) -> Response:
        """One note of this case."""
        return Response(self._note(pk, note))

    @extend_schema(operation_id="cases_timeline", parameters=[AFTER], responses=shapes.EntryOut(many=True))
    def timeline(self, request: Request, pk: UUID) -> Response:
        """What was done, newest first."""
        case = get_for(self.viewer, "case.read", Case, pk=pk)
        return self._entries(timeline_of(self.viewer, case, after=request.query_params.get("after", "")))

    @extend_schema(operation_id="cases_log", parameters=[AFTER], responses=shapes.EntryOut(many=True))
    def log(self, request: Request, pk: UUID) -> Response:
        """What was done and who read it; for the lead and the originator."""
        case = get_for(self.viewer, "case.read", Case, pk=pk)
        RecordPage.of(self.viewer, case, tab="log").require_log()
        return self._entries(log_of(self.viewer, case, after=request.query_params.get("after", "")))

    # --- how each of them answers  ---
    def _answer(self, pk: UUID, status: int = 200) -> Response:
        return Response(self._shown(pk), status=status)

    def _shown(self, pk: UUID) -> Any:
        case = get_for(self.viewer, "case.see", with_parts(self.viewer), pk=pk)
        page = RecordPage.of(self.viewer, case, tab="")
        shape = shapes.CaseDetail if page.reads else shapes.ProposalOut
        return shape(case, context={"viewer": self.viewer, "page": page}).data

    def _note(self, pk: UUID, note: UUID) -> Any:
        rows = Note.objects.select_related("author", "agency", "case")
        return shapes.NoteOut(get_for(self.viewer, "case.read", rows, pk=note, case_id=pk)).data

    def _entries(self, entries: Entries) -> Response:
        return Response({"results": shapes.EntryOut(entries.rows, many=True).data, "older": entries.older or None})

    def _once(self, route: str, make: Callable[[], Any], status: int = 201) -> UUID:
        key = self.request.headers.get("Idempotency-Key", "")
        made, before = once(
            self.viewer, route=route, key=key, body=self.request._request.body, make=make, status=status
        )
        return before.object_id if before else made.pk  # type: ignore[return-value]

    @staticmethod
    def _valid(serializer: Any) -> Any:
        serializer.is_valid(raise_exception=True)
        return serializer.validated_data

    @staticmethod
    def _check_fields(form: ActForm, data: Any) -> None:
        if not isinstance(data, dict):
            raise Invalid(_("Send an object of named fields."))
        unknown = {name: [_("This field is not known here.")] for name in sorted(data.keys() - form.fields.keys())}
        wrong = {name: [_("Send this as text.")] for name, v in data.items() if not isinstance(v, str | None)}
        if unknown or wrong:
            raise Invalid(_("Some fields cannot be accepted."), fields=unknown | wrong)
        if not form.is_valid():
            raise Invalid(
                _("Some fields cannot be accepted."), fields={k: [str(e) for e in v] for k, v in form.errors.items()}
            )
