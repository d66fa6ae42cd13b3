"""The REST API of notices: the same verbs and the same policy as the pages."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from access.decide import require
from cases.api import KEY
from cases.api_records import Records, listing, making
from intelligence.notices import serializers as shapes
from intelligence.notices.acts import ACTS, Act, require_own
from intelligence.notices.models import Notice
from intelligence.notices.pack import packed
from intelligence.notices.reading import told


class NoticeViewSet(Records):
    """Notices of a case."""

    model = Notice
    action_of_writers = "case.notice"
    shape = shapes.NoticeOut

    def rows(self) -> Any:
        """With what the clock says of them."""
        return told()

    def one(self, pk: UUID, record: UUID, status: int = 200) -> Response:
        """One notice with what its rules ask."""
        shown = self.shape(self.found(pk, record), context={"viewer": self.viewer})
        return Response(shown.data, status=status)

    @listing("notices", shapes.NoticePage)  # type: ignore[untyped-decorator]
    def list(self, request: Request, pk: UUID) -> Response:
        """The notices of a case, newest first; their checks are empty here."""
        return self.listed(request, pk)

    @making("notices", shapes.NoticeIn, shapes.NoticeOut)  # type: ignore[untyped-decorator]
    def create(self, request: Request, pk: UUID) -> Response:
        """Draft a notice; nothing needs to be complete yet."""
        return self.made(
            "case_notice", pk, shapes.NoticeIn, lambda case, data: Notice.add(case, by=self.viewer, **data)
        )

    @extend_schema(operation_id="cases_notices_retrieve", responses=shapes.NoticeOut)
    def retrieve(self, request: Request, pk: UUID, notice: UUID) -> Response:
        """One notice of this case."""
        return self.one(pk, notice)

    @extend_schema(
        operation_id="cases_notices_edit", parameters=[KEY], request=shapes.NoticeEdit, responses=shapes.NoticeOut
    )
    def partial_update(self, request: Request, pk: UUID, notice: UUID) -> Response:
        """Change it; 409 with the row as it stands in `current` when `version` is not the newest."""
        return self.moved(
            "case_notice_edit", pk, notice, shapes.NoticeEdit, lambda row, data: row.edit(by=self.viewer, **data)
        )

    @extend_schema(operation_id="cases_notices_remove", responses={204: None})
    def destroy(self, request: Request, pk: UUID, notice: UUID) -> Response:
        """Remove a draft."""
        row = self.found(pk, notice)
        require(self.viewer, "case.notice", row.case)
        row.take_out(by=self.viewer)
        return Response(status=204)

    @extend_schema(operation_id="cases_notices_pack", request=None, responses={200: {"type": "object"}})
    def pack(self, request: Request, pk: UUID, notice: UUID) -> Response:
        """The text pack as `{"text": ...}`; recorded as a disclosure."""
        row = self.found(pk, notice)
        require(self.viewer, "case.export", row.case)
        row.export(by=self.viewer)
        return Response({"text": packed(row, viewer=self.viewer)})

    def act(self, act: Act, pk: UUID, notice: UUID) -> Response:
        """Run one verb on one notice."""
        row = self.found(pk, notice)
        require(self.viewer, "case.notice", row.case)
        require_own(row, by=self.viewer)
        route, into = f"case_notice {act.path}", shapes.SENT[act.path]
        return self.moved(route, pk, notice, into, lambda row, data: act.run(row, self.viewer, data))


def view_of(act: Act) -> Any:
    """The view of one verb, described for OpenAPI by the verb's own words and body."""
    described = extend_schema(
        operation_id=f"cases_notices_{act.path}",
        summary=str(act.label),
        description=str(act.says),
        parameters=[KEY],
        request=shapes.SENT[act.path],
        responses=shapes.NoticeOut,
    )

    def post(self: NoticeViewSet, request: Request, pk: UUID, notice: UUID) -> Response:
        return self.act(act, pk, notice)

    view = type(f"Notice{act.path.title()}", (NoticeViewSet,), {"run": described(post)})
    return view.as_view({"post": "run"})  # type: ignore[attr-defined]


VIEWS = {path: view_of(act) for path, act in ACTS.items() if not act.leaves}
