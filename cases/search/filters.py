"""The filters of the list of cases: each a name on this list, each value from a list or a date. Nothing else
is asked.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.countries import country_choices, country_name
from cases.codes import Outcome, State, Tlp
from cases.reading import PARTS
from coordination_center.errors import Invalid
from coordination_center.fields import TextLine

PART_LABELS = {
    "lead": gettext_lazy("You lead"),
    "partner": gettext_lazy("Partner"),
    "observer": gettext_lazy("Observer"),
    "invited": gettext_lazy("Invited"),
}
LONGEST_TEXT = 100


@dataclass(frozen=True)
class Filters:
    """What a list is narrowed by; empty fields narrow nothing. Dates are whole days of the reader's zone."""

    part: str = ""
    state: str = ""
    tlp: str = ""
    outcome: str = ""
    country: str = ""
    opened_from: date | None = None
    opened_to: date | None = None
    text: str = ""

    @classmethod
    def lenient(cls, data: Mapping[str, Any]) -> "Filters":
        """Of an address that anybody may have typed: what is not on the list, or not a value of it, filters nothing."""
        form = FilterForm(data)
        form.is_valid()
        return cls(**_known(form))

    @classmethod
    def strict(cls, data: Mapping[str, Any]) -> "Filters":
        """Of a program, or of what was kept: `Invalid`, with the fields, for a value that is not one."""
        form = FilterForm(data)
        if not form.is_valid():
            raise Invalid(
                _("Some filters cannot be accepted."),
                fields={name: [str(sentence) for sentence in found] for name, found in form.errors.items()},
            )
        return cls(**_known(form))

    @property
    def values(self) -> dict[str, str]:
        """The filters that narrow, as an address writes them."""
        return {field.name: str(value) for field in fields(self) if (value := getattr(self, field.name))}

    @property
    def beyond_part(self) -> bool:
        """Whether it narrows by more than the acting agency's part, which the grants alone can tell."""
        return bool(self.values.keys() - {"part"})

    @property
    def of_the_inside(self) -> bool:
        """Whether it asks for what an agency that is only invited may not know: state, outcome, when it was opened."""
        return bool(self.values.keys() & {"state", "outcome", "opened_from", "opened_to"})

    def without(self, name: str) -> "Filters":
        """The same filters but one."""
        nothing: Any = None if name.startswith("opened_") else ""
        return replace(self, **{name: nothing})

    def for_part(self, part: str) -> "Filters":
        """The same filters for another part of the list."""
        return replace(self, part=part)

    def address(self, **more: str) -> str:
        """The query of an address with these filters, empty ones left out."""
        found = self.values | {name: value for name, value in more.items() if value}
        return f"?{urlencode(found)}" if found else ""

    def chips(self, **more: str) -> Iterator[tuple[str, str]]:
        """Label and address without it, for each filter but the part, which has its tabs."""
        for name, value in self.values.items():
            if name != "part":
                yield _chip(name, value), self.without(name).address(**more)


class FilterForm(forms.Form):
    """The filters as a form; each field is optional."""

    part = forms.ChoiceField(choices=[("", ""), *((p, PART_LABELS[p]) for p in PARTS)], required=False)
    text = TextLine(max_length=LONGEST_TEXT, required=False, label=gettext_lazy("Words in title or summary"))
    state = forms.ChoiceField(
        choices=[("", gettext_lazy("Any state")), *State.choices], required=False, label=gettext_lazy("State")
    )
    tlp = forms.ChoiceField(
        choices=[("", gettext_lazy("Any marking")), *Tlp.choices], required=False, label=gettext_lazy("Marking")
    )
    outcome = forms.ChoiceField(
        choices=[("", gettext_lazy("Any outcome")), *Outcome.choices], required=False, label=gettext_lazy("Outcome")
    )
    country = forms.ChoiceField(
        choices=lambda: [("", _("Any country")), *country_choices()],
        required=False,
        label=gettext_lazy("Country of the lead"),
    )
    opened_from = forms.DateField(
        required=False,
        input_formats=["%Y-%m-%d"],
        label=gettext_lazy("Opened from"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    opened_to = forms.DateField(
        required=False,
        input_formats=["%Y-%m-%d"],
        label=gettext_lazy("to"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


def _known(form: FilterForm) -> dict[str, Any]:
    return {name: value for name, value in form.cleaned_data.items() if value}


def _chip(name: str, value: str) -> str:
    lists: dict[str, Any] = {"state": State, "tlp": Tlp, "outcome": Outcome}
    if name in lists:
        return str(lists[name](value).label)
    if name == "country":
        return country_name(value)
    if name == "text":
        return f"“{value}”"
    opened = _("Opened from %(day)s") if name == "opened_from" else _("Opened to %(day)s")
    return opened % {"day": value}
