"""Opening what the vault keeps of an alert over the API: for a purpose and a new code, outside the request's
transaction, so that it stays written that it was opened."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpResponse
from django.utils.decorators import method_decorator
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from access.api import APIView
from access.viewer import Viewer
from agencies.stepup import give_code
from cases.alerts import serializers as shapes
from cases.alerts.models import Alert
from cases.alerts.reading import alert_for, desk_for
from cases.alerts.sheet import open_sheet, open_thread, require_reader
from coordination_center.answers import refused
from coordination_center.errors import DomainError


def _purpose(request: Request, viewer: Viewer, alert: Alert) -> str:
    """What for, once the code is right; nobody gives a code to be refused then."""
    require_reader(alert, viewer)
    given = shapes.AlertRevealIn(data=request.data)
    given.is_valid(raise_exception=True)
    give_code(request._request, viewer.person, given.validated_data["code"])
    return str(given.validated_data["purpose"])


@method_decorator(transaction.non_atomic_requests, name="dispatch")
class RevealSheet(APIView):
    """The tracing sheet."""

    @extend_schema(operation_id="alerts_sheet_reveal", request=shapes.AlertRevealIn, responses=shapes.AlertSheetOut)
    def post(self, request: Request, pk: UUID) -> HttpResponse:
        """The tracing sheet, to the officers of the desks and of the issuer."""
        try:
            alert = alert_for(self.viewer, pk)
            sheet = open_sheet(alert, by=self.viewer, purpose=_purpose(request, self.viewer, alert))
            return Response(shapes.AlertSheetOut(sheet).data)
        except DomainError as error:
            return refused(request._request, error)


@method_decorator(transaction.non_atomic_requests, name="dispatch")
class RevealThread(APIView):
    """The messages between a desk and the issuer."""

    @extend_schema(
        operation_id="alerts_messages_reveal", request=shapes.AlertRevealIn, responses=shapes.AlertMessageOut(many=True)
    )
    def post(self, request: Request, pk: UUID, desk: UUID) -> HttpResponse:
        """The messages, oldest first, to the officers of both sides."""
        try:
            alert = alert_for(self.viewer, pk)
            row = desk_for(self.viewer, alert, desk)
            found: Any = open_thread(row, by=self.viewer, purpose=_purpose(request, self.viewer, alert))
            return Response(shapes.AlertMessageOut(found, many=True).data)
        except DomainError as error:
            return refused(request._request, error)
