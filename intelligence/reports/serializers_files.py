"""What the API says of the files of a report: explicit fields."""

from typing import Any

from rest_framework import serializers


class AttachmentOut(serializers.Serializer[Any]):
    """A file; `files/<id>/` under the report's address gives it out."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    type = serializers.CharField()
    size = serializers.IntegerField()
    sha256 = serializers.CharField()


class AttachmentPage(serializers.Serializer[Any]):
    """All files of a report that are not withheld."""

    results = AttachmentOut(many=True)
