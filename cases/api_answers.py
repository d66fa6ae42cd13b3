"""How every API view of cases answers: with the case as the viewer sees it, and once for what is sent twice."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from rest_framework.request import Request
from rest_framework.response import Response

from access.decide import get_for
from access.viewer import Viewer
from cases import serializers as shapes
from cases.forms import ActForm
from cases.reading import RecordPage, with_parts
from coordination_center.errors import Invalid
from coordination_center.sending import once


class Answers:
    """Shared by the view set and the verbs' views."""

    request: Request
    viewer: Viewer

    def answer(self, pk: UUID, status: int = 200) -> Response:
        return Response(self.shown(pk), status=status)

    def shown(self, pk: UUID) -> Any:
        case = get_for(self.viewer, "case.see", with_parts(self.viewer), pk=pk)
        page = RecordPage.of(self.viewer, case, tab="")
        shape = shapes.CaseDetail if page.reads else shapes.ProposalOut
        return shape(case, context={"viewer": self.viewer, "page": page}).data

    def once(self, route: str, make: Callable[[], Any], status: int = 201) -> UUID:
        key = self.request.headers.get("Idempotency-Key", "")
        made, before = once(
            self.viewer, route=route, key=key, body=self.request._request.body, make=make, status=status
        )
        return before.object_id if before else made.pk  # type: ignore[return-value]

    @staticmethod
    def valid(serializer: Any) -> Any:
        serializer.is_valid(raise_exception=True)
        return serializer.validated_data

    @staticmethod
    def check_fields(form: ActForm, data: Any) -> None:
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
