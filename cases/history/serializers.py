"""What the API says of the history: explicit fields."""

from typing import Any

from rest_framework import serializers


class ChangeOut(serializers.Serializer[Any]):
    """One field from what to what; empty text for nothing. `line` is set for a field of a line of the record."""

    field = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # DRF's own attribute of that name is not asked here
    old = serializers.CharField()
    new = serializers.CharField()
    line = serializers.CharField()


class StepOut(serializers.Serializer[Any]):
    """What one verb did to one record; `person` only for people of the acting agency."""

    at = serializers.DateTimeField()
    noun = serializers.CharField()
    record = serializers.UUIDField()
    title = serializers.CharField()
    verb = serializers.CharField()
    agency = serializers.CharField()
    person = serializers.CharField()
    added = serializers.BooleanField()
    removed = serializers.BooleanField()
    changes = ChangeOut(many=True)


class StepPage(serializers.Serializer[Any]):
    """A page of the history; `older` is a sealed cursor, null on the last page."""

    results = StepOut(many=True)
    older = serializers.CharField(allow_null=True)
