"""The REST API of operations: the same verbs and the same policy as the pages."""

from uuid import UUID

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from access.api import ViewSet
from access.decide import get_for, require_role
from access.paging import page_for
from cases.api import AFTER, KEY
from cases.api_answers import Answers
from coordination_center.errors import Invalid, Stale
from operations import serializers as shapes
from operations.models import Delegation, Operation, Site

MOVES = {
    "approval": "approve",
    "beginning": "begin_action",
    "freezing": "freeze",
    "publication": "publish",
    "consent": "consent",
    "signature": "sign",
}  # what is posted, and the verb


class Room(Answers, ViewSet):  # type: ignore[misc]
    """What every view of an operation needs."""

    def operation(self, pk: UUID, action: str = "operation.see") -> Operation:
        """The operation, for doing `action` on it."""
        return get_for(self.viewer, action, Operation.objects.select_related("originator"), pk=pk)

    def shown_operation(self, pk: UUID, status: int = 200) -> Response:
        """The answer that shows it."""
        return Response(shapes.OperationOut(self.operation(pk)).data, status=status)


class OperationViewSet(Room):
    """Operations, their states, countries and sites."""

    @extend_schema(operation_id="operations_list", parameters=[AFTER], responses=shapes.OperationsPage)
    def list(self, request: Request) -> Response:
        """The operations that the acting agency may know of, newest change first."""
        rows = Operation.objects.select_related("originator")
        page = page_for(self.viewer, rows, after=request.query_params.get("after", ""))
        found = shapes.OperationOut(page.rows, many=True).data
        return Response({"results": found, "older": page.older or None, "newer": page.newer or None})

    @extend_schema(
        operation_id="operations_create", parameters=[KEY], request=shapes.OperationIn,
        responses={201: shapes.OperationOut},
    )  # fmt: skip
    def create(self, request: Request) -> Response:
        """Begin to plan an operation, coordinated by the acting agency."""
        viewer = self.viewer
        require_role(viewer, "operation.create")
        data = self.valid(shapes.OperationIn(data=request.data))
        named = [(viewer.person, viewer.agency)] if data.pop("compartment") else []
        pk = self.once("operations_create", lambda: Operation.plan(by=viewer, named=named, **data))
        return self.shown_operation(pk, 201)

    @extend_schema(operation_id="operations_retrieve", responses=shapes.OperationOut)
    def retrieve(self, request: Request, pk: UUID) -> Response:
        """One operation."""
        return self.shown_operation(pk)

    @extend_schema(operation_id="operations_edit", request=shapes.OperationEdit, responses=shapes.OperationOut)
    def partial_update(self, request: Request, pk: UUID) -> Response:
        """Change fields; 409 with the row as it stands in `current` when `version` is not the newest."""
        operation = self.operation(pk, "operation.plan")
        data = self.valid(shapes.OperationEdit(data=request.data))
        try:
            operation.edit(by=self.viewer, **data)
        except Stale as stale:
            stale.context["shown"] = shapes.OperationOut(self.operation(pk)).data
            raise
        return self.shown_operation(pk)

    def move(self, request: Request, pk: UUID, noun: str) -> Response:
        """Run the verb of this address; every one of them has its own line in the schema."""
        getattr(self.operation(pk), MOVES[noun])(by=self.viewer)
        return self.shown_operation(pk)

    @extend_schema(operation_id="operations_approval", request=None, responses=shapes.OperationOut)
    def approval(self, request: Request, pk: UUID) -> Response:
        """Approve the plan."""
        return self.move(request, pk, "approval")

    @extend_schema(operation_id="operations_beginning", request=None, responses=shapes.OperationOut)
    def beginning(self, request: Request, pk: UUID) -> Response:
        """Begin the action days."""
        return self.move(request, pk, "beginning")

    @extend_schema(operation_id="operations_closing", request=shapes.ClosingIn, responses=shapes.OperationOut)
    def closing(self, request: Request, pk: UUID) -> Response:
        """End the action days; figures are completed and signed until `sign_by`."""
        operation = self.operation(pk, "operation.run")
        operation.close(by=self.viewer, **self.valid(shapes.ClosingIn(data=request.data)))
        return self.shown_operation(pk)

    @extend_schema(operation_id="operations_freezing", request=None, responses=shapes.OperationOut)
    def freezing(self, request: Request, pk: UUID) -> Response:
        """Fix the figures: all countries signed, or had their time."""
        return self.move(request, pk, "freezing")

    @extend_schema(operation_id="operations_publication", request=None, responses=shapes.OperationOut)
    def publication(self, request: Request, pk: UUID) -> Response:
        """Call the frozen figures published."""
        return self.move(request, pk, "publication")

    @extend_schema(operation_id="operations_consent", request=None, responses=shapes.OperationOut)
    def consent(self, request: Request, pk: UUID) -> Response:
        """Approve the plan for the acting agency's country."""
        return self.move(request, pk, "consent")

    @extend_schema(operation_id="operations_signature", request=None, responses=shapes.OperationOut)
    def signature(self, request: Request, pk: UUID) -> Response:
        """Sign the acting agency's figures."""
        return self.move(request, pk, "signature")

    @extend_schema(operation_id="operations_name", request=shapes.NamedPersonIn, responses=shapes.OperationOut)
    def name_person(self, request: Request, pk: UUID) -> Response:
        """Let only named people open it: this person for this agency."""
        operation = self.operation(pk, "operation.name")
        operation.name_person(by=self.viewer, **self.valid(shapes.NamedPersonIn(data=request.data)))
        return self.shown_operation(pk)

    @extend_schema(operation_id="operations_unname", request=shapes.NamedPersonIn, responses=shapes.OperationOut)
    def unname_person(self, request: Request, pk: UUID) -> Response:
        """Close it to this person."""
        operation = self.operation(pk, "operation.name")
        operation.unname_person(by=self.viewer, **self.valid(shapes.NamedPersonIn(data=request.data)))
        return self.shown_operation(pk)

    @extend_schema(operation_id="operations_shut_out", request=shapes.ShutOutIn, responses={204: None})
    def shut_out(self, request: Request, pk: UUID) -> Response:
        """Shut an agency out at once, over any part it has."""
        operation = self.operation(pk, "operation.exclude")
        operation.shut_out(by=self.viewer, **self.valid(shapes.ShutOutIn(data=request.data)))
        return Response(status=204)

    @extend_schema(operation_id="operations_delegations_list", responses=shapes.DelegationOut(many=True))
    def delegations(self, request: Request, pk: UUID) -> Response:
        """The countries that take part; those that may not know of it yet only for the coordinating agency."""
        rows = Delegation.objects.under(self.viewer, self.operation(pk)).filter(ended_at=None)
        return Response(shapes.DelegationOut(rows.select_related("agency", "operation"), many=True).data)

    @extend_schema(
        operation_id="operations_invite", parameters=[KEY], request=shapes.DelegationIn,
        responses={201: shapes.DelegationOut},
    )  # fmt: skip
    def invite(self, request: Request, pk: UUID) -> Response:
        """Bring an agency in, from a moment on."""
        operation = self.operation(pk, "operation.plan")
        data = self.valid(shapes.DelegationIn(data=request.data))
        made = self.once(f"operations_invite {pk}", lambda: operation.invite(by=self.viewer, **data))
        return Response(shapes.DelegationOut(self._line(pk, made)).data, status=201)

    @extend_schema(operation_id="operations_postpone", request=shapes.DelegationEdit, responses=shapes.DelegationOut)
    def postpone(self, request: Request, pk: UUID, line: UUID) -> Response:
        """Move the moment of release, until it has come."""
        operation = self.operation(pk, "operation.plan")
        data = self.valid(shapes.DelegationEdit(data=request.data))
        operation.postpone(self._line(pk, line), by=self.viewer, **data)
        return Response(shapes.DelegationOut(self._line(pk, line)).data)

    @extend_schema(operation_id="operations_dismiss", request=None, responses={204: None})
    def dismiss(self, request: Request, pk: UUID, line: UUID) -> Response:
        """End a country's part; its results stay."""
        self.operation(pk, "operation.plan").dismiss(self._line(pk, line), by=self.viewer)
        return Response(status=204)

    @extend_schema(operation_id="operations_sites_list", responses=shapes.SiteOut(many=True))
    def sites(self, request: Request, pk: UUID) -> Response:
        """The sites that the acting agency may know of."""
        rows = Site.objects.under(self.viewer, self.operation(pk)).select_related("operation")
        return Response(shapes.SiteOut(rows, many=True).data)

    @extend_schema(
        operation_id="operations_sites_add", parameters=[KEY], request=shapes.SiteIn, responses={201: shapes.SiteOut}
    )
    def add_site(self, request: Request, pk: UUID) -> Response:
        """Add a site."""
        operation = self.operation(pk, "operation.report")
        data = self.valid(shapes.SiteIn(data=request.data))
        made = self.once(f"operations_sites_add {pk}", lambda: operation.add_site(by=self.viewer, **data))
        return Response(shapes.SiteOut(self._site(pk, made)).data, status=201)

    @extend_schema(operation_id="operations_sites_retrieve", responses=shapes.SiteOut)
    def site(self, request: Request, pk: UUID, site: UUID) -> Response:
        """One site."""
        return Response(shapes.SiteOut(self._site(pk, site)).data)

    def _line(self, pk: UUID, line: UUID) -> Delegation:
        rows = Delegation.objects.select_related("agency", "operation").filter(ended_at=None)
        return get_for(self.viewer, "operation.see", rows, pk=line, operation_id=pk)

    def _site(self, pk: UUID, site: UUID) -> Site:
        return get_for(self.viewer, "operation.see", Site.objects.select_related("operation"), pk=site, operation_id=pk)


def refuse(field: str) -> Invalid:
    """What an id in a body that names nothing the viewer sees is answered with."""
    return Invalid(_("Some fields cannot be accepted."), fields={field: [_("There is no such record.")]})
