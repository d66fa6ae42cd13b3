"""What the inbox's API reads and writes."""

from typing import Any

from rest_framework import serializers

from access.api import Serializer
from notifications.codes import Kind, Pace

ACTS = ("read", "unread", "done", "undone")
HOW = ("watched", "muted", "")


class NotificationOut(serializers.Serializer[Any]):
    """One notification, as far as its reader may still know of the matter."""

    id = serializers.UUIDField(source="note.pk")
    at = serializers.DateTimeField(source="note.at")
    kind = serializers.ChoiceField(choices=Kind.choices, source="note.kind")
    verb = serializers.CharField(source="note.verb")
    urgent = serializers.BooleanField(source="note.urgent")
    who = serializers.CharField(help_text="A colleague's name, another agency's, or empty: the centre itself.")
    what = serializers.CharField(help_text="The verb in the reader's language.")
    title = serializers.CharField()
    says = serializers.CharField()
    url = serializers.CharField(help_text="Where it is read, on this site.")
    object_type = serializers.CharField(source="note.object_type")
    object_id = serializers.UUIDField(source="note.object_id")
    read_at = serializers.DateTimeField(source="note.read_at", allow_null=True)
    done_at = serializers.DateTimeField(source="note.done_at", allow_null=True)


class InboxOut(serializers.Serializer[Any]):
    """A page of the inbox, newest first; `older` continues it."""

    unread = serializers.IntegerField(help_text="At most 100.")
    results = NotificationOut(many=True, source="page.rows")
    older = serializers.CharField(source="page.older")


class MarksIn(Serializer):
    """What to mark, and how."""

    ids = serializers.ListField(child=serializers.UUIDField(), max_length=200)
    act = serializers.ChoiceField(choices=ACTS)


class MarkedOut(serializers.Serializer[Any]):
    """How many of one's own were marked."""

    marked = serializers.IntegerField()


class ChoicesOut(serializers.Serializer[Any]):
    """A pace for each kind, and the day's times in the zone of the acting agency's country."""

    paces = serializers.DictField(child=serializers.ChoiceField(choices=Pace.choices))
    daily_at = serializers.TimeField(format="%H:%M")
    quiet_from = serializers.TimeField(format="%H:%M", allow_null=True)
    quiet_until = serializers.TimeField(format="%H:%M", allow_null=True)


class ChoicesIn(Serializer):
    """All choices anew; `paces` names every kind."""

    paces = serializers.DictField(child=serializers.ChoiceField(choices=Pace.choices))
    daily_at = serializers.TimeField()
    quiet_from = serializers.TimeField(allow_null=True)
    quiet_until = serializers.TimeField(allow_null=True)


class FollowIn(Serializer):
    """`watched`, `muted`, or empty: as usual."""

    how = serializers.ChoiceField(choices=HOW, allow_blank=True)


class FollowOut(serializers.Serializer[Any]):
    """What the reader chose for the record."""

    how = serializers.ChoiceField(choices=HOW)
