"""The forms of a charge and of its verdict."""

from copy import deepcopy
from typing import Any

import pycountry
from django import forms
from django.utils.translation import gettext_lazy as _

from cases.subjects.codes import Offence, Sentence, Verdict
from cases.subjects.forms.fields import ForSome, PartialDay, countries, readers_field
from cases.subjects.forms.subject import LARGEST
from cases.subjects.models import Charge
from cases.subjects.models.charge import CHARGED, PUNISHED
from cases.subjects.said import typed_day
from coordination_center.fields import TextLine

NEAR = ("THB", "KHR", "LAK", "MMK", "VND", "MYR", "CNY", "BDT", "IDR", "PHP", "USD", "EUR")


def currencies() -> list[tuple[str, Any]]:
    """Choices of a currency (ISO 4217), those of the region first."""
    others = sorted(c.alpha_3 for c in pycountry.currencies if c.alpha_3 not in NEAR)
    near = [(code, code) for code in NEAR]
    return [("", "–"), (str(_("In the region")), near), (str(_("All currencies")), [(c, c) for c in others])]


class ChargeForm(ForSome):
    """What a person is charged with, where and when."""

    offence = forms.ChoiceField(choices=Offence, label=_("Offence"))
    law = TextLine(max_length=200, required=False, label=_("Law and section"))
    court = TextLine(max_length=200, required=False, label=_("Court"))
    country = forms.ChoiceField(choices=countries, required=False, label=_("Country of the court"))
    charged_on = PartialDay(label=_("Charged on"), help_text=_("As far as it is known, in either calendar."))


class NewChargeForm(ChargeForm):
    """A new charge."""

    only = readers_field()


class VerdictForm(forms.Form):
    """The day of an acquittal, or of the end of proceedings."""

    decided_on = PartialDay(required=True, label=_("Decided on"), help_text=_("In either calendar."))
    version = forms.IntegerField(required=False, min_value=1, max_value=LARGEST, widget=forms.HiddenInput)


class SentenceForm(VerdictForm):
    """A conviction and what it led to."""

    sentence = forms.ChoiceField(choices=Sentence, label=_("Sentence"))
    months = forms.IntegerField(
        required=False, min_value=1, max_value=12_000, label=_("Months of imprisonment"), help_text=_("A year is 12.")
    )
    sentence_note = TextLine(max_length=500, required=False, label=_("The sentence in words"))
    compensation = forms.DecimalField(
        required=False, min_value=0, max_digits=15, decimal_places=2, label=_("Compensation to victims")
    )
    currency = forms.ChoiceField(choices=currencies, required=False, label=_("Currency"))


class EditChargeForm(ChargeForm):
    """A correction; carries the version that the writer read. Of a verdict, only what the charge has by now."""

    version = forms.IntegerField(min_value=1, max_value=LARGEST, widget=forms.HiddenInput)

    def __init__(self, *args: Any, charge: Charge, **kwargs: Any) -> None:
        super().__init__(*args, initial=charge_stands(charge), **kwargs)
        if charge.state != Verdict.CHARGED:
            self.fields["decided_on"] = deepcopy(SentenceForm.base_fields["decided_on"])
        if charge.state == Verdict.CONVICTED:
            self.fields |= {name: deepcopy(SentenceForm.base_fields[name]) for name in PUNISHED}


def charge_stands(charge: Charge) -> dict[str, Any]:
    """The initial values of the form."""
    stands = {field: getattr(charge, field) for field in (*CHARGED, *PUNISHED, "decided_on", "version")}
    return stands | {field: typed_day(stands[field]) for field in ("charged_on", "decided_on")}
