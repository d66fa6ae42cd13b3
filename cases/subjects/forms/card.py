"""The form of a card: what helps a potential victim, and nothing that says who they are."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.subjects.codes import AgeGroup, Need, Sex
from cases.subjects.forms.fields import Countries, ForSome, readers_field
from cases.subjects.forms.subject import LARGEST
from cases.subjects.models import Card
from cases.subjects.models.card import EDITABLE, OLDEST
from coordination_center.fields import TextLine


class CardForm(ForSome):
    """What is known of a potential victim."""

    sex = forms.ChoiceField(choices=[("", "–"), *Sex.choices], required=False, label=_("Sex"))
    age_group = forms.ChoiceField(choices=[("", "–"), *AgeGroup.choices], required=False, label=_("Child or adult"))
    age_from = forms.IntegerField(min_value=0, max_value=OLDEST, required=False, label=_("Age from"))
    age_to = forms.IntegerField(min_value=0, max_value=OLDEST, required=False, label=_("Age to"))
    nationality = Countries(label=_("Nationality"))
    found_at = TextLine(
        max_length=120, required=False, label=_("Where found"), help_text=_("A place, never an address or a shelter.")
    )
    needs = forms.MultipleChoiceField(
        choices=Need, required=False, label=_("Needs and dangers"), widget=forms.CheckboxSelectMultiple
    )


class NewCardForm(CardForm):
    """A new card."""

    only = readers_field()


class EditCardForm(CardForm):
    """A change; carries the version that the writer read."""

    version = forms.IntegerField(min_value=1, max_value=LARGEST, widget=forms.HiddenInput)


def card_stands(card: Card) -> dict[str, Any]:
    """The initial values of the form."""
    return {field: getattr(card, field) for field in (*EDITABLE, "version")}
