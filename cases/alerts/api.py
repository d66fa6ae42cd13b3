"""The REST API of urgent alerts: the same verbs and the same policy as the pages."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from access.api import ViewSet
from access.decide import require, require_role
from access.paging import page_for
from cases.alerts import serializers as shapes
from cases.alerts.models import Alert
from cases.alerts.reading import AlertPage, alert_for, desk_for
from cases.alerts.sheet import from_base64, keyed
from cases.api import AFTER, KEY
from cases.api_answers import Answers
from coordination_center.sending import once


class AlertViewSet(Answers, ViewSet):  # type: ignore[misc]
    """Urgent alerts, their desks, and what desks answer."""

    def once(self, route: str, make: Callable[[], Any], status: int = 201) -> UUID:
        """As for every record; what was sent is told by a digest with a key, as names could be guessed from another."""
        key, body = self.request.headers.get("Idempotency-Key", ""), keyed(self.request._request.body)
        made, before = once(self.viewer, route=route, key=key, body=body, make=make, status=status)
        return before.object_id if before else made.pk  # type: ignore[return-value]

    @extend_schema(operation_id="alerts_list", parameters=[AFTER], responses=shapes.AlertsPage)
    def list(self, request: Request) -> Response:
        """The alerts that the acting agency raised, and those that its desk was sent; newest change first."""
        rows = Alert.objects.living().select_related("originator")
        page = page_for(self.viewer, rows, after=request.query_params.get("after", ""))
        results = shapes.AlertOut(page.rows, many=True).data
        return Response({"results": results, "older": page.older or None, "newer": page.newer or None})

    @extend_schema(
        operation_id="alerts_create", parameters=[KEY], request=shapes.AlertIn, responses={201: shapes.AlertDetail}
    )
    def create(self, request: Request) -> Response:
        """Raise an alert on a record that one sees and may raise one on."""
        require_role(self.viewer, "alert.create")
        data = self.valid(shapes.AlertIn(data=request.data))
        origin = (data.pop("origin"), data.pop("origin_id"))
        data["photo"] = from_base64(data["photo"]) if data.get("photo") else None
        return self._shown(self.once("alerts_create", lambda: Alert.issue(by=self.viewer, origin=origin, **data)), 201)

    @extend_schema(operation_id="alerts_retrieve", responses=shapes.AlertDetail)
    def retrieve(self, request: Request, pk: UUID) -> Response:
        """One alert; its sheet is opened at its own address."""
        return self._shown(pk)

    @extend_schema(operation_id="alerts_desks_list", responses=shapes.AlertDeskOut(many=True))
    def desks(self, request: Request, pk: UUID) -> Response:
        """For the issuer every desk, for a desk its own line."""
        page = AlertPage.of(self.viewer, alert_for(self.viewer, pk))
        return Response(shapes.AlertDeskOut(page.lines, many=True).data)

    @extend_schema(
        operation_id="alerts_desks_add",
        parameters=[KEY],
        request=shapes.AlertDesksIn,
        responses=shapes.AlertDeskOut(many=True),
    )
    def add_desks(self, request: Request, pk: UUID) -> Response:
        """Alert further desks."""
        self._run(
            pk,
            "alert.follow",
            "desks",
            shapes.AlertDesksIn,
            lambda alert, data: alert.add_desks(by=self.viewer, **data),
        )
        return self.desks(request, pk)

    @extend_schema(operation_id="alerts_desks_withdraw", request=None, responses={204: None})
    def withdraw(self, request: Request, pk: UUID, desk: UUID) -> Response:
        """Take the alert from a desk."""
        alert = alert_for(self.viewer, pk, "alert.follow")
        alert.withdraw_desk(desk_for(self.viewer, alert, desk), by=self.viewer)
        return Response(status=204)

    @extend_schema(
        operation_id="alerts_acknowledge",
        parameters=[KEY],
        request=shapes.AlertAcknowledgeIn,
        responses=shapes.AlertDetail,
    )
    def acknowledge(self, request: Request, pk: UUID) -> Response:
        """Acknowledge for the acting desk."""
        self._run(pk, "alert.acknowledge", "acknowledge", shapes.AlertAcknowledgeIn,
                  lambda alert, data: alert.acknowledge(by=self.viewer, **data))  # fmt: skip
        return self._shown(pk)

    @extend_schema(operation_id="alerts_resend", parameters=[KEY], request=None, responses=shapes.AlertDetail)
    def resend(self, request: Request, pk: UUID) -> Response:
        """Tell the desks that have not acknowledged once more."""
        self._run(pk, "alert.follow", "resend", None, lambda alert, _data: alert.resend(by=self.viewer))
        return self._shown(pk)

    @extend_schema(
        operation_id="alerts_call",
        parameters=[KEY],
        request=shapes.AlertCallIn,
        responses=shapes.AlertDeskOut(many=True),
    )
    def call(self, request: Request, pk: UUID) -> Response:
        """Note that a desk was reached by telephone."""
        by = self.viewer
        self._run(pk, "alert.follow", "call", shapes.AlertCallIn,
                  lambda alert, data: alert.reach(desk_for(by, alert, data["desk"]), by=by))  # fmt: skip
        return self.desks(request, pk)

    @extend_schema(operation_id="alerts_write", parameters=[KEY], request=shapes.AlertMessageIn, responses={204: None})
    def write(self, request: Request, pk: UUID, desk: UUID) -> Response:
        """Write to the other side, sealed."""
        alert = alert_for(self.viewer, pk)
        row = desk_for(self.viewer, alert, desk)
        ours = self.viewer.agency_id == alert.originator_id
        require(self.viewer, "alert.follow" if ours else "alert.acknowledge", alert)
        self._run(pk, "alert.see", f"write {desk}", shapes.AlertMessageIn,
                  lambda _alert, data: alert.write(row, by=self.viewer, **data))  # fmt: skip
        return Response(status=204)

    @extend_schema(
        operation_id="alerts_close", parameters=[KEY], request=shapes.AlertClosureIn, responses=shapes.AlertDetail
    )
    def close(self, request: Request, pk: UUID) -> Response:
        """End the alert; the sheet is destroyed."""
        self._run(
            pk, "alert.follow", "close", shapes.AlertClosureIn, lambda alert, data: alert.close(by=self.viewer, **data)
        )
        return self._shown(pk)

    @extend_schema(
        operation_id="alerts_review", parameters=[KEY], request=shapes.AlertReviewIn, responses=shapes.AlertDetail
    )
    def review(self, request: Request, pk: UUID) -> Response:
        """Confirm a vital interest, or end the alert."""
        self._run(
            pk, "alert.review", "review", shapes.AlertReviewIn, lambda alert, data: alert.review(by=self.viewer, **data)
        )
        return self._shown(pk)

    def _run(self, pk: UUID, action: str, name: str, shape: Any, verb: Callable[[Any, Any], object]) -> None:
        """The verb, once for each key."""
        alert = alert_for(self.viewer, pk, action)
        data = self.valid(shape(data=self.request.data)) if shape else {}
        self.once(f"alerts_{name} {pk}", lambda: (verb(alert, data), alert)[1], 200)

    def _shown(self, pk: UUID, status: int = 200) -> Response:
        page = AlertPage.of(self.viewer, alert_for(self.viewer, pk))
        alert, row = page.alert, page.origin
        alert.origin = {"type": alert.origin_type, "id": row.pk} if row is not None else None
        if not page.follows:  # when another agency reviews is its own matter
            alert.review_due_at = alert.reviewed_at = None
        return Response(shapes.AlertDetail(alert).data, status=status)


def routes(**methods: Any) -> Any:
    """The view set answering these methods."""
    return AlertViewSet.as_view(dict(methods))
