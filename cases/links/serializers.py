"""What the API says of a link and takes for it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from access import api
from cases.links.codes import Kind
from cases.links.models import LONGEST
from cases.serializers import AgencyLine, NoteIn
from cases.subjects.codes import Kind as SubjectKind
from cases.subjects.models import Subject


class EndLine(serializers.Serializer[Any]):
    """A subject as a link names it."""

    id = serializers.UUIDField()
    label = serializers.CharField()  # type: ignore[assignment]
    kind = serializers.ChoiceField(choices=SubjectKind.choices)


class LinkOut(serializers.Serializer[Any]):
    """A link; `directed` is false where it reads the same from either end. Dates are partial ISO dates, "" for open."""

    id = serializers.UUIDField()
    source = EndLine()  # type: ignore[assignment]
    target = EndLine()
    kind = serializers.ChoiceField(choices=Kind.choices)
    directed = serializers.BooleanField()
    from_date = serializers.CharField()
    until_date = serializers.CharField()
    sourced = serializers.CharField()
    note = serializers.CharField()
    agency = AgencyLine()
    author = serializers.CharField(source="author.name")
    only = serializers.ListField(child=serializers.UUIDField())
    version = serializers.IntegerField()
    created_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()


class LinkPage(serializers.Serializer[Any]):
    """A page of links."""

    results = LinkOut(many=True)
    older = serializers.CharField(allow_null=True)


@extend_schema_field(OpenApiTypes.UUID)
class SubjectOfCase(serializers.Field[Any, Any, Any, Any]):
    """A subject by its id, of those that the viewer sees in the case of the address; any other id is answered alike."""

    default_error_messages = {"unknown": _("Choose one that is in this case.")}

    def to_internal_value(self, data: Any) -> Subject:
        """The subject."""
        rows = Subject.objects.under(self.context["viewer"], self.context["case"])
        try:
            found = rows.select_related("case").filter(pk=serializers.UUIDField().run_validation(data)).first()
        except (serializers.ValidationError, ValidationError):
            found = None
        if found is None:
            self.fail("unknown")
        return found

    def to_representation(self, value: Any) -> Any:
        return str(value.pk)


class Facts(api.Serializer):
    """What is said of a link. Dates as people write them: 2017, 2017-03, 12 March 2560."""

    kind = serializers.ChoiceField(choices=Kind.choices)
    from_date = api.PlainText(max_length=60, required=False, allow_blank=True)
    until_date = api.PlainText(max_length=60, required=False, allow_blank=True)
    sourced = api.PlainText(max_length=LONGEST["sourced"], required=False, allow_blank=True)
    note = api.PlainText(max_length=LONGEST["note"], multiline=True, required=False, allow_blank=True)


class LinkIn(Facts, NoteIn):
    """A new link; `only` holds agency ids, the writer's among them."""

    text = None  # type: ignore[assignment]
    source = SubjectOfCase()  # type: ignore[assignment]
    target = SubjectOfCase()


class LinkEdit(Facts):
    """A change of a link; `version` is the one the writer read."""

    kind = serializers.ChoiceField(choices=Kind.choices, required=False)
    version = serializers.IntegerField(min_value=1, max_value=2**31 - 1)


class Removal(api.Serializer):
    """Why a link is removed."""

    reason = api.PlainText(max_length=LONGEST["reason"])


class Node(serializers.Serializer[Any]):
    """A subject on the chart; `kind` is its shape."""

    id = serializers.UUIDField()
    label = serializers.CharField()  # type: ignore[assignment]
    kind = serializers.CharField()
    kind_label = serializers.CharField()
    role = serializers.CharField(allow_blank=True)
    agency = serializers.CharField()
    url = serializers.CharField()
    restricted = serializers.BooleanField()


class Edge(serializers.Serializer[Any]):
    """A link on the chart."""

    id = serializers.UUIDField()
    source = serializers.UUIDField()  # type: ignore[assignment]
    target = serializers.UUIDField()
    kind = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    from_date = serializers.CharField()
    until_date = serializers.CharField()
    when = serializers.CharField()
    agency = serializers.CharField()
    directed = serializers.BooleanField()
    sourced = serializers.CharField()
    url = serializers.CharField()


class Graph(serializers.Serializer[Any]):
    """The chart; `more` says that there are links beyond the newest that it holds."""

    nodes = Node(many=True)
    edges = Edge(many=True)
    more = serializers.BooleanField()
