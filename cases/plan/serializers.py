"""What the API says of the plan and takes for it."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from access import api
from access.viewer import Viewer
from agencies.models import Agency
from cases.models import Case
from cases.plan.clocks import clock_of
from cases.plan.codes import PENDING, ActionState
from cases.plan.forms import participants, working
from cases.plan.models.action import LONGEST
from cases.serializers import AgencyLine


class ActionOut(serializers.Serializer[Any]):
    """An item; `owner` does it, `agency` wrote it down, `clock` says how far its day is, null once ended."""

    id = serializers.UUIDField()
    text = serializers.CharField()
    owner = AgencyLine()
    due = serializers.DateField(allow_null=True)
    state = serializers.ChoiceField(choices=ActionState.choices)
    overdue = serializers.BooleanField()
    clock = serializers.SerializerMethodField()
    reason = serializers.CharField()
    agency = AgencyLine()
    author = serializers.CharField(source="author.name")
    only = serializers.ListField(child=serializers.UUIDField())
    version = serializers.IntegerField()
    created_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()
    started_at = serializers.DateTimeField(allow_null=True)
    ended_at = serializers.DateTimeField(allow_null=True)

    def get_clock(self, action: Any) -> str | None:
        """How far its day is, in words."""
        return clock_of(action.due).words if action.state in PENDING else None


class ActionPage(serializers.Serializer[Any]):
    """A page of items."""

    results = ActionOut(many=True)
    older = serializers.CharField(allow_null=True)


class CommentOut(serializers.Serializer[Any]):
    """A comment."""

    id = serializers.UUIDField()
    text = serializers.CharField()
    author = serializers.CharField(source="author.name")
    agency = AgencyLine()
    created_at = serializers.DateTimeField()


class CommentList(serializers.Serializer[Any]):
    """All comments of an item, oldest first."""

    results = CommentOut(many=True)


@extend_schema_field(OpenApiTypes.UUID)
class AgencyOfCase(serializers.Field[Any, Any, Any, Any]):
    """An agency by its id, of those that work on the case."""

    default_error_messages = {"unknown": _("Choose an agency that works on the case.")}

    def to_internal_value(self, data: Any) -> Agency:
        """The agency; one of the case that the body's context names."""
        viewer, case = self.context["viewer"], self.context["case"]
        return chosen(working(case, viewer), data, self)

    def to_representation(self, value: Any) -> Any:
        return str(value.pk)


def chosen(agencies: Any, data: Any, field: serializers.Field[Any, Any, Any, Any]) -> Agency:
    """The agency of these that `data` names; the field's error for any other id, alike for known and unknown ones."""
    try:
        found: Agency | None = agencies.filter(pk=serializers.UUIDField().run_validation(data)).first()
    except serializers.ValidationError:
        found = None
    if found is None:
        field.fail("unknown")
    return found


class ActionIn(api.Serializer):
    """A new item; `only` holds agency ids, the writer's and the owner's among them."""

    text = api.PlainText(max_length=LONGEST, multiline=True)
    agency = AgencyOfCase(help_text="Id of the agency that does it.")
    due = serializers.DateField(required=False, allow_null=True)
    only = serializers.ListField(child=serializers.UUIDField(), required=False, default=list, max_length=200)

    def validate_only(self, ids: list[Any]) -> list[Agency]:
        """The agencies; all of them take part."""
        viewer: Viewer = self.context["viewer"]
        case: Case = self.context["case"]
        return taking_part(viewer, case, ids)


def taking_part(viewer: Viewer, case: Case, ids: list[Any]) -> list[Agency]:
    """The agencies of these ids, all of which take part in the case; the same error for those that do not."""
    found = list(participants(case, viewer).filter(pk__in=ids)) if ids else []
    if len(found) != len(set(ids)):
        raise serializers.ValidationError(_("Only agencies that take part can be readers."))
    return found


class ActionEdit(api.Serializer):
    """A change of text and day; `version` is the one the writer read."""

    text = api.PlainText(max_length=LONGEST, multiline=True)
    due = serializers.DateField(allow_null=True)
    version = serializers.IntegerField(min_value=1, max_value=2**31 - 1)


class CommentIn(api.Serializer):
    """A new comment."""

    text = api.PlainText(max_length=5_000, multiline=True)


SENT_AS: dict[str, Any] = {
    "agency": lambda: AgencyOfCase(help_text="Id of an agency that works on the case."),
    "reason": lambda: api.PlainText(max_length=500),
    "result": lambda: api.PlainText(max_length=5_000, multiline=True, required=False, allow_blank=True),
}
