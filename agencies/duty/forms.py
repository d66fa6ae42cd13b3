"""Parsing of a turn of duty; the choice of people is scoped to the viewer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from access.viewer import Viewer
from agencies.duty.models import Kind
from agencies.duty.roster import colleagues

_CLOCK = {"type": "datetime-local"}
_FORMAT = "%Y-%m-%dT%H:%M"


class TurnForm(forms.Form):
    """Who, as what, from when until when, in the zone of the acting agency."""

    field_order = ("person", "kind", "starts_at", "ends_at")
    kind = forms.ChoiceField(choices=Kind, label=_("As"))
    starts_at = forms.DateTimeField(label=_("From"), widget=forms.DateTimeInput(attrs=_CLOCK, format=_FORMAT))
    ends_at = forms.DateTimeField(label=_("Until"), widget=forms.DateTimeInput(attrs=_CLOCK, format=_FORMAT))

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"] = forms.ModelChoiceField(
            queryset=colleagues(viewer), label=_("Person"), empty_label=_("Choose a colleague")
        )
        self.order_fields(self.field_order)
