"""The REST API of the inbox: one's own notifications, choices and watches."""

from typing import Any
from uuid import UUID

from django.http import QueryDict
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from access.api import ViewSet
from coordination_center.errors import Invalid
from notifications.choosing import choices_of, choose, root_for, watch, watching
from notifications.codes import Kind
from notifications.forms import ChoicesForm
from notifications.inbox import SHOWN, inbox, mark, unread
from notifications.serializers import (
    ChoicesIn,
    ChoicesOut,
    FollowIn,
    FollowOut,
    InboxOut,
    MarkedOut,
    MarksIn,
)

TIMES = ("daily_at", "quiet_from", "quiet_until")
SHOW = OpenApiParameter("show", OpenApiTypes.STR, enum=list(SHOWN), description="What is not done, by default.")
KIND = OpenApiParameter("kind", OpenApiTypes.STR, enum=Kind.values)
AFTER = OpenApiParameter("after", OpenApiTypes.STR, description="The `older` of the page before.")


class InboxViewSet(ViewSet):
    """What one was told in the agency that the token acts for."""

    @extend_schema(operation_id="inbox", parameters=[SHOW, KIND, AFTER], responses=InboxOut)
    def list(self, request: Request) -> Response:
        """One page; reading it marks nothing."""
        asked = {name: request.query_params.get(name, "") for name in ("show", "kind", "after")}
        shown = {"unread": unread(self.viewer), "page": inbox(self.viewer, **asked)}
        return Response(InboxOut(shown).data)

    @extend_schema(operation_id="inbox_mark", request=MarksIn, responses=MarkedOut)
    def mark(self, request: Request) -> Response:
        """Mark one's own; ids of others are passed by."""
        sent = MarksIn(data=request.data)
        sent.is_valid(raise_exception=True)
        return Response({"marked": mark(self.viewer, sent.validated_data["ids"], sent.validated_data["act"])})


class ChoicesViewSet(ViewSet):
    """What is mailed to one, and when."""

    @extend_schema(operation_id="inbox_choices", responses=ChoicesOut)
    def retrieve(self, _request: Request) -> Response:
        """What holds, chosen or by default."""
        return Response(ChoicesOut(self._choices()).data)

    @extend_schema(operation_id="inbox_choose", request=ChoicesIn, responses=ChoicesOut)
    def update(self, request: Request) -> Response:
        """Choose anew."""
        sent = ChoicesIn(data=request.data)
        sent.is_valid(raise_exception=True)
        form = ChoicesForm(_as_typed(sent.validated_data))
        if not form.is_valid():
            raise Invalid(fields={name: [str(one) for one in errors] for name, errors in form.errors.items()})
        times = {name: form.cleaned_data[name] for name in TIMES}
        choose(self.viewer, paces=form.paces(), **times)
        return Response(ChoicesOut(self._choices()).data)

    def _choices(self) -> dict[str, Any]:
        held = choices_of(self.viewer)
        return {"paces": {kind: held[kind] for kind in Kind.values}} | {name: held[name] for name in TIMES}


class WatchViewSet(ViewSet):
    """Watching or muting a record."""

    @extend_schema(operation_id="inbox_watch", responses=FollowOut)
    def retrieve(self, _request: Request, kind: str, root: UUID) -> Response:
        """What one chose for the record."""
        return Response({"how": watching(self.viewer, root_for(self.viewer, kind, root))})

    @extend_schema(operation_id="inbox_watch_choose", request=FollowIn, responses=FollowOut)
    def update(self, request: Request, kind: str, root: UUID) -> Response:
        """Watch it, mute it, or neither."""
        record = root_for(self.viewer, kind, root)
        sent = FollowIn(data=request.data)
        sent.is_valid(raise_exception=True)
        watch(self.viewer, record, sent.validated_data["how"])
        return Response({"how": watching(self.viewer, record)})


def _as_typed(data: dict[str, Any]) -> QueryDict:
    """What was sent, as the page's form takes it: both check the same."""
    typed = QueryDict(mutable=True)
    typed.update(data["paces"])
    typed.update({name: f"{data[name]:%H:%M}" for name in TIMES if data[name] is not None})
    return typed
