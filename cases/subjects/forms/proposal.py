"""The answers to a proposal."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.subjects.forms.subject import LARGEST
from coordination_center.fields import TextLine


class AcceptanceForm(forms.Form):
    """`version` is the record's that was read, where it has changed since the proposal was made."""

    version = forms.IntegerField(required=False, min_value=1, max_value=LARGEST, widget=forms.HiddenInput)


class RefusalForm(forms.Form):
    """A refusal says why."""

    reason = TextLine(max_length=500, label=_("Reason"), help_text=_("The proposer reads it."))
