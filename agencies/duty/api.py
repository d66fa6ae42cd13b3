"""The REST API of the acting agency's roster: the same verbs and the same policy as the page."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from access.api import Serializer, ViewSet
from access.decide import require_role
from agencies.duty.models import Kind
from agencies.duty.on_duty import NOBODY, on_duty
from agencies.duty.roster import Week, colleagues, end_turn, own, plan_turn
from coordination_center.errors import Invalid
from coordination_center.sending import once

WEEK = OpenApiParameter("week", OpenApiTypes.STR, description="An ISO week, 2026-W48; this week without it.")
HOW = [Kind.DUTY.value, Kind.DEPUTY.value, NOBODY]


class OfficerOut(serializers.Serializer[Any]):
    """A colleague."""

    id = serializers.UUIDField()
    name = serializers.CharField()


class TurnOut(serializers.Serializer[Any]):
    """A turn of duty."""

    id = serializers.UUIDField()
    person = OfficerOut()
    kind = serializers.ChoiceField(choices=Kind.choices)
    starts_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField()


class RosterOut(serializers.Serializer[Any]):
    """Who is on duty now and by what, and the turns of a week."""

    on_duty = OfficerOut(many=True)
    how = serializers.ChoiceField(choices=HOW)
    week = serializers.CharField()
    turns = TurnOut(many=True)


class TurnIn(Serializer):
    """A new turn."""

    person = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=Kind.choices)
    starts_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField()


class RosterViewSet(ViewSet):
    """The roster of the agency that the token acts for."""

    @extend_schema(operation_id="agencies_duty", parameters=[WEEK], responses=RosterOut)
    def retrieve(self, request: Request, pk: UUID) -> Response:
        """Who is on duty, and the turns of a week in the agency's zone."""
        agency, week = own(self.viewer, pk), Week.named(request.query_params.get("week", ""))
        turns = {turn.pk: turn for day in week.days(agency) for turn in day.turns}
        desk = on_duty(agency)
        shown = {"on_duty": desk, "how": desk.how, "week": week.name, "turns": list(turns.values())}
        return Response(RosterOut(shown).data)

    @extend_schema(operation_id="agencies_duty_plan", request=TurnIn, responses={201: TurnOut})
    def create(self, request: Request, pk: UUID) -> Response:
        """Put a turn on the roster."""
        viewer = self.viewer
        own(viewer, pk)
        require_role(viewer, "duty.keep")
        sent = TurnIn(data=request.data)
        sent.is_valid(raise_exception=True)
        data: dict[str, Any] = dict(sent.validated_data)
        data["person"] = colleagues(viewer).filter(pk=data["person"]).first()
        if data["person"] is None:
            raise Invalid(fields={"person": [_("Choose a colleague of your agency.")]})
        key = request.headers.get("Idempotency-Key", "")
        made, before = once(viewer, route="agencies_duty_plan", key=key, body=request._request.body,
                            make=lambda: plan_turn(by=viewer, **data))  # fmt: skip
        turn_id = before.object_id if before else made.pk
        turn = viewer.agency.turns.select_related("person").get(pk=str(turn_id))
        return Response(TurnOut(turn).data, status=201)

    @extend_schema(operation_id="agencies_duty_end", request=None, responses={204: None})
    def destroy(self, request: Request, pk: UUID, turn: UUID) -> Response:
        """End a turn that has begun; strike off one that has not."""
        own(self.viewer, pk)
        end_turn(turn, by=self.viewer)
        return Response(status=204)
