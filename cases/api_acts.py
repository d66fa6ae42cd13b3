"""The case's verbs over the API: one address, one operation and one body for each line of `cases.acts`."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from access.api import APIView
from access.decide import get_for, require
from cases import serializers as shapes
from cases.acts import ACTS, Act
from cases.api import KEY
from cases.api_answers import Answers
from cases.codes import Level, Outcome
from cases.forms import FIELDS, ActForm
from cases.models import Case
from cases.reading import with_parts

SENT_AS: dict[str, serializers.Field[Any, Any, Any, Any]] = {
    "agency": serializers.UUIDField(),
    "level": serializers.ChoiceField(choices=[Level.PARTNER.value, Level.OBSERVER.value]),
    "until": serializers.DateTimeField(required=False),
    "reason": serializers.CharField(required=False, max_length=500),
    "person": serializers.CharField(max_length=150, help_text="A user name."),
    "outcome": serializers.ChoiceField(choices=Outcome.choices),
}


class ActView(Answers, APIView):  # type: ignore[misc]
    """Runs one verb on one case."""

    act: Act

    def run(self, request: Request, pk: UUID) -> Response:
        """The case as it then stands; 204 when it is no longer yours to see."""
        case = get_for(self.viewer, "case.see", with_parts(self.viewer), pk=pk)
        self.once(f"cases_act {self.act.path} {pk}", lambda: self._done(case), status=200)
        return Response(status=204) if self.act.leaves else self.answer(pk)

    def _done(self, case: Case) -> Case:
        """The policy is asked before the fields are read: who may not act learns nothing of what is expected."""
        require(self.viewer, self.act.action, case)
        form = ActForm(self.request.data, viewer=self.viewer, case=case, names=self.act.fields)
        self.check_fields(form, self.request.data)
        self.act.run(case, self.viewer, form.cleaned_data)
        return case


def view_of(act: Act) -> Any:
    """The view of one verb, described for OpenAPI by the verb's own words and fields."""
    noun = act.path.replace("-", "_")
    sent = {FIELDS[name][0]: _sent(name) for name in act.fields}
    body = type(f"Case{noun.title().replace('_', '')}", (serializers.Serializer,), sent) if sent else None

    def post(self: ActView, request: Request, pk: UUID) -> Response:
        return self.run(request, pk)

    described = extend_schema(
        operation_id=f"cases_{noun}",
        summary=str(act.label),
        description=str(act.says),
        parameters=[KEY],
        request=body,
        responses={204: None} if act.leaves else {200: shapes.CaseDetail},
    )
    view = type(f"Case{noun.title()}View", (ActView,), {"act": act, "post": described(post)})
    return view.as_view()  # type: ignore[attr-defined]


def _sent(name: str) -> serializers.Field[Any, Any, Any, Any]:
    field = FIELDS[name][0]
    if name in {"any_agency", "username_if"}:
        return type(SENT_AS[field])(required=False)
    return SENT_AS[field]


VIEWS = {path: view_of(act) for path, act in ACTS.items()}
