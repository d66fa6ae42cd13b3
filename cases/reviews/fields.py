"""Fields of the API of meetings."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from agencies.models import Agency


class AgencyById(serializers.UUIDField):
    """Any agency by its id."""

    default_error_messages = {"unknown": _("There is no such agency.")}

    def to_internal_value(self, data: Any) -> Agency:  # type: ignore[override]
        """The agency; whether it can be invited, or has a seat, is for the verb."""
        found = Agency.objects.filter(pk=super().to_internal_value(data)).first()
        if found is None:
            self.fail("unknown")
        return found
