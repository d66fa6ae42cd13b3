"""Parsing of what people type about sources; every choice is scoped to the viewer. None of these forms is kept as a
draft, in a browser or on the server."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from access.viewer import Viewer
from coordination_center.fields import TextArea, TextLine
from intelligence.grades import RELIABILITY
from intelligence.sources.codes import Answer, Purpose
from intelligence.sources.models import Source
from intelligence.sources.reading import colleagues

UNSAID = {"autocomplete": "off"}


class SourceForm(forms.Form):
    """A new source."""

    codename = TextLine(
        max_length=60, label=_("Codename"),
        help_text=_("Colleagues who write reports see it. It must say nothing of who the source is."),
        widget=forms.TextInput(attrs=UNSAID),
    )  # fmt: skip


class IdentityForm(forms.Form):
    """What is written into the vault. Fields left empty stay as they stand."""

    real_name = TextLine(max_length=200, required=False, label=_("Real name"), widget=forms.TextInput(attrs=UNSAID))
    contact = TextArea(max_length=2_000, required=False, label=_("How to get in touch"))
    notes = TextArea(max_length=20_000, required=False, label=_("Notes of the handler"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        written = {name: text for name, text in cleaned.items() if text}
        if not written and not self.errors:
            raise forms.ValidationError(_("Write at least one of these."))
        return written


class PaymentForm(forms.Form):
    """A payment to the source."""

    on = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    amount = forms.DecimalField(
        max_digits=12,
        decimal_places=2,
        label=_("Amount"),
        help_text=_("Less than nothing corrects an earlier payment."),
    )
    currency = TextLine(max_length=3, label=_("Currency"), help_text=_("Three letters, for example THB."))
    note = TextLine(max_length=500, required=False, label=_("What for"), widget=forms.TextInput(attrs=UNSAID))

    def clean_currency(self) -> str:
        return str(self.cleaned_data["currency"]).upper()


class GradeForm(forms.Form):
    """How far the source can be relied on now."""

    reliability = forms.ChoiceField(choices=[("", _("Choose a grade")), *RELIABILITY], label=_("Reliability"))


class RevealForm(forms.Form):
    """What the identity is needed for."""

    purpose = forms.ChoiceField(choices=[("", _("Choose a purpose")), *Purpose.choices], label=_("What for"))


class TakerForm(forms.Form):
    """The next handler."""

    def __init__(self, *args: Any, viewer: Viewer, source: Source, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["taker"] = forms.ModelChoiceField(
            queryset=colleagues(viewer, source), label=_("New handler"), empty_label=_("Choose a colleague")
        )


class AnswerForm(forms.Form):
    """The answer to a hand-over."""

    answer = forms.ChoiceField(choices=[choice for choice in Answer.choices if choice[0]])
