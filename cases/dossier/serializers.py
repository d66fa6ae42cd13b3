"""What the API takes for a dossier."""

from typing import Any

from rest_framework import serializers

from access import api
from cases.dossier.codes import Purpose
from cases.dossier.parts import choices, parts


class DossierIn(api.Serializer):
    """`purpose` is recorded; `parts` are all where none are named."""

    purpose = serializers.ChoiceField(choices=Purpose.choices)
    parts = serializers.ListField(child=serializers.ChoiceField(choices=[]), required=False, allow_empty=False)

    def get_fields(self) -> dict[str, Any]:
        """The parts of the rooms that are there."""
        fields: dict[str, Any] = super().get_fields()
        fields["parts"].child.choices = dict(choices())
        return fields

    def validate(self, attrs: Any) -> Any:
        attrs.setdefault("parts", [part.name for part in parts()])
        return attrs
