"""What a list or a figure is narrowed to, for people: chips that take it away, and the form that sets it."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.countries import country_name
from agencies.models import Agency
from cases.chronology.forms import PartialDateField
from cases.subjects.said import day_in_words, typed_day
from intelligence.reports.codes import Exploitation, PlatformKind
from intelligence.reports.narrowing import Narrowing
from intelligence.reports.spots import Spot


@dataclass(frozen=True)
class Chip:
    """Something that narrows, in words, and the query without it."""

    label: str
    query: str


def chips(narrowing: Narrowing) -> list[Chip]:
    """What narrows, but for whose reports, in the order of `Narrowing`."""
    found = []
    for name in narrowing.on:
        value = getattr(narrowing, name)
        off = narrowing.but(**{name: type(value)() if name != "spot" else None})
        found.append(Chip(_WORDS[name](value), off.query))
    return found


def _agency(pk: str) -> str:
    found = Agency.objects.filter(pk=pk).values_list("name", flat=True).first()
    return found or _("Another agency")


def _grade(code: str) -> str:
    scheme, grade = code.split(".")
    return f"{grade} ({'Europol 4x4' if scheme == '4x4' else 'Admiralty'})"


def spot_words(spot: Spot) -> str:
    """A place with its country."""
    return f"{spot.name}, {country_name(spot.country)}" if spot.country else spot.name


_WORDS: dict[str, Any] = {
    "since": lambda iso: _("From %(day)s") % {"day": day_in_words(iso)},
    "until": lambda iso: _("Until %(day)s") % {"day": day_in_words(iso)},
    "form": lambda code: str(Exploitation(code).label),
    "grade": _grade,
    "platform": lambda code: str(PlatformKind(code).label),
    "originator": _agency,
    "spot": spot_words,
    "way": lambda way: " → ".join(spot.name for spot in way),
}


class NarrowForm(forms.Form):
    """Period and form of exploitation, by GET: the address says it all."""

    since = PartialDateField(required=False, label=gettext_lazy("From"))
    until = PartialDateField(required=False, label=gettext_lazy("Until"))
    form = forms.ChoiceField(
        choices=[("", gettext_lazy("All forms")), *Exploitation.choices],
        required=False,
        label=gettext_lazy("Form of exploitation"),
    )

    def __init__(self, narrowing: Narrowing) -> None:
        days = {name: typed_day(getattr(narrowing, name)) for name in ("since", "until")}
        super().__init__(initial=days | {"form": narrowing.form})
        self.kept = parse_qsl(narrowing.but(since="", until="", form="").query)  # goes along as hidden fields
