"""What is mailed and when: the form of a person's choices."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from notifications.codes import Kind, Pace


def _clock() -> forms.TimeInput:
    return forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class EndpointForm(forms.Form):
    """Where an agency's own system listens."""

    url = forms.URLField(max_length=500, label=gettext_lazy("Address, beginning with https://"), assume_scheme="https")


class ChoicesForm(forms.Form):
    """A pace for each kind, the hour of the daily mail, and the hours without mail."""

    daily_at = forms.TimeField(label=gettext_lazy("Time of the daily mail"), widget=_clock())
    quiet_from = forms.TimeField(required=False, label=gettext_lazy("Quiet from"), widget=_clock())
    quiet_until = forms.TimeField(required=False, label=gettext_lazy("Quiet until"), widget=_clock())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in Kind:
            self.fields[kind.value] = forms.ChoiceField(choices=Pace.choices, label=kind.label)

    def clean(self) -> dict[str, Any]:
        """Quiet hours have a beginning and an end, or neither."""
        values = super().clean() or {}
        start, end = values.get("quiet_from"), values.get("quiet_until")
        if (start is None) != (end is None) and not self.errors:
            self.add_error("quiet_until" if end is None else "quiet_from", _("Give both times, or neither."))
        elif start is not None and start == end:
            self.add_error("quiet_until", _("The quiet hours must not last the whole day."))
        return values

    def paces(self) -> dict[str, str]:
        """The chosen pace of each kind."""
        return {kind: self.cleaned_data[kind] for kind in Kind.values}

    def kinds(self) -> list[forms.BoundField]:
        """The fields of the kinds, in their order."""
        return [self[kind] for kind in Kind.values]
