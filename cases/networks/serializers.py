"""What the API says of a network and takes for it."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from access import api
from agencies.models import Agency
from cases.codes import Handling, Tlp
from cases.networks.codes import Priority, Share, Standing
from cases.networks.forms import NOT_RED
from cases.serializers import AgencyLine


class NetworkOut(serializers.Serializer[Any]):
    """A network."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    summary = serializers.CharField()
    tlp = serializers.ChoiceField(choices=Tlp.choices)
    handling = serializers.ListField(child=serializers.ChoiceField(choices=Handling.choices))
    handling_note = serializers.CharField()
    originator = AgencyLine()
    version = serializers.IntegerField()
    updated_at = serializers.DateTimeField()


class NetworkPage(serializers.Serializer[Any]):
    """A page of networks."""

    results = NetworkOut(many=True)
    older = serializers.CharField(allow_null=True)
    newer = serializers.CharField(allow_null=True)


class NetworkIn(api.Serializer):
    """A new network."""

    name = api.PlainText(max_length=200)
    summary = api.PlainText(max_length=20_000, multiline=True, required=False, allow_blank=True)
    tlp = serializers.ChoiceField(choices=NOT_RED, required=False)
    handling = serializers.ListField(child=serializers.ChoiceField(choices=Handling.choices), required=False)
    handling_note = api.PlainText(max_length=500, required=False, allow_blank=True)


class NetworkEdit(NetworkIn):
    """A change of a network; `version` is the one the writer read."""

    name = api.PlainText(max_length=200, required=False)
    version = serializers.IntegerField(min_value=1, max_value=2**31 - 1)


class PartOut(serializers.Serializer[Any]):
    """An agency's part in a network."""

    id = serializers.UUIDField()
    agency = AgencyLine()
    share = serializers.ChoiceField(choices=Share.choices)
    shared_at = serializers.DateTimeField()


class PartIn(api.Serializer):
    """An agency, and what it becomes."""

    agency = serializers.UUIDField()
    share = serializers.ChoiceField(choices=Share.choices, default=Share.READER)

    def validate_agency(self, pk: Any) -> Agency:
        """The agency."""
        found = Agency.objects.filter(pk=pk).first()
        if found is None:
            raise serializers.ValidationError(_("There is no such agency."))
        return found


class MemberOut(serializers.Serializer[Any]):
    """A member, with the subject and the case it comes from."""

    id = serializers.UUIDField(source="member.pk")
    subject = serializers.UUIDField(source="subject.pk")
    name = serializers.CharField(source="subject.label")
    case = serializers.UUIDField(source="case.pk")
    standing = serializers.ChoiceField(choices=Standing.choices, source="member.standing")
    priority = serializers.ChoiceField(choices=Priority.choices, source="member.priority")
    note = serializers.CharField(source="member.note")
    agency = AgencyLine(source="member.agency")
    version = serializers.IntegerField(source="member.version")


class Assessment(api.Serializer):
    """What a member is, and how urgently it is wanted."""

    standing = serializers.ChoiceField(choices=Standing.choices, default=Standing.OTHER)
    priority = serializers.ChoiceField(choices=Priority.choices, default=Priority.NONE, allow_blank=True)
    note = api.PlainText(max_length=5_000, multiline=True, required=False, allow_blank=True, default="")


class MemberIn(Assessment):
    """A subject of a case as a new member."""

    subject = serializers.UUIDField()


class MemberEdit(Assessment):
    """A reassessment; `version` is the one the writer read."""

    version = serializers.IntegerField(min_value=1, max_value=2**31 - 1)
