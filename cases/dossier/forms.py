"""The form of a dossier: its purpose, and the parts it is to have."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.dossier.codes import Purpose
from cases.dossier.parts import choices


class DossierForm(forms.Form):
    """All parts are ticked until somebody unticks them."""

    purpose = forms.ChoiceField(
        choices=[("", _("Choose")), *Purpose.choices],
        label=_("Purpose"),
        help_text=_("It is recorded, and the lead and the originator of the case can read it."),
    )
    chosen = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, label=_("Parts"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parts: Any = self.fields["chosen"]
        parts.choices = choices()
        parts.initial = [name for name, _label in parts.choices]
