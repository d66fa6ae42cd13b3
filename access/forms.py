"""Naming whom to shut out: one agency, or one person by user name, and until when."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access.registry import FOREVER
from access.viewer import Viewer
from agencies.models import Agency, Person
from coordination_center.fields import TextLine


class NamesSomeone(forms.Form):
    """Cleans `until` (empty: no end) and `person` (a user name), where a form has them."""

    nobody = _("There is nobody with this user name.")

    def clean_until(self) -> datetime:
        until: datetime | None = self.cleaned_data["until"]
        if until and until <= timezone.now():
            raise forms.ValidationError(_("Choose a time that is still to come."))
        return until or FOREVER

    def clean_person(self) -> Person | None:
        username = self.cleaned_data["person"]
        if not username:
            return None
        person = Person.objects.filter(username__iexact=username).first()
        if person is None:
            raise forms.ValidationError(self.nobody)
        return person


class ExclusionForm(NamesSomeone):
    """An agency or a person; the verb refuses none, both, and oneself."""

    agency = forms.ModelChoiceField(
        queryset=Agency.objects.none(), required=False, label=_("Agency"), empty_label=_("Choose an agency")
    )
    person = TextLine(max_length=150, required=False, label=_("Or one person, by user name"))
    until = forms.DateTimeField(
        required=False,
        label=_("Until"),
        help_text=_("Leave empty for no end."),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    reason = TextLine(max_length=500, required=False, label=_("Reason"))

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Agency.objects.exclude(pk=viewer.agency_id).order_by("name")
        self.fields["agency"].queryset = others  # type: ignore[attr-defined]
