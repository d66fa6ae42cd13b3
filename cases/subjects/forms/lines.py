"""Names and identifiers as lines of a form: some empty ones stand ready, more come at the press of a button."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from agencies.languages import language_choices, language_name
from cases.subjects.codes import IdentifierKind, NameKind
from cases.subjects.forms.fields import as_typed, countries
from cases.subjects.models.lines import LONGEST, MOST, Name, Number
from coordination_center.fields import TextLine

SPARE = 3  # empty lines that stand ready


class NameLine(forms.Form):
    """One name."""

    text = TextLine(max_length=LONGEST, required=False, label=_("Name"))
    kind = forms.ChoiceField(choices=[("", "–"), *NameKind.choices], required=False, label=_("Kind of name"))
    language = forms.ChoiceField(required=False, label=_("Language"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = [code for code in (self.initial.get("language"), as_typed(self)["language"]) if code and _known(code)]
        self.fields["language"].choices = [("", "–"), *language_choices(held)]  # type: ignore[attr-defined]

    @property
    def line(self) -> Name | None:
        """What was written, or None for an empty line."""
        said = self.cleaned_data
        return Name(said["text"], said["kind"], said["language"]) if said.get("text") else None


def _known(code: str) -> bool:
    """A language that ISO 639 names: a world file or a program may have said one that we do not offer."""
    return language_name(code) != code


class NumberLine(forms.Form):
    """One identifier."""

    value = TextLine(max_length=LONGEST, required=False, label=_("Number"))
    kind = forms.ChoiceField(choices=[("", "–"), *IdentifierKind.choices], required=False, label=_("Kind of number"))
    country = forms.ChoiceField(required=False, label=_("Country of issue"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"].choices = countries()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("value") and not data.get("kind"):
            self.add_error("kind", _("Say what kind of number this is."))
        return data

    @property
    def line(self) -> Number | None:
        """What was written, or None for an empty line."""
        said = self.cleaned_data
        return Number(said["kind"], said["value"], said["country"]) if said.get("value") else None


class Lines(forms.BaseFormSet):  # type: ignore[type-arg]
    """Lines of one kind; `said` gives those that are not empty."""

    @property
    def said(self) -> list[Any]:
        """The names or numbers, in their order."""
        return [form.line for form in self.forms if form.line is not None]


NameLines = forms.formset_factory(NameLine, formset=Lines, extra=SPARE, max_num=MOST, absolute_max=MOST + SPARE)
NumberLines = forms.formset_factory(NumberLine, formset=Lines, extra=SPARE, max_num=MOST, absolute_max=MOST + SPARE)


def more_lines(lines: Any) -> Any:
    """The same lines, not judged, with further empty ones behind."""
    typed = [as_typed(form) for form in lines.forms]
    return type(lines)(initial=[line for line in typed if any(line.values())], prefix=lines.prefix)


def name_lines(names: Iterable[Any]) -> list[dict[str, str]]:
    """The initial lines for names that stand."""
    return [{"text": name.text, "kind": name.kind, "language": name.language} for name in names]


def number_lines(numbers: Iterable[Any]) -> list[dict[str, str]]:
    """The initial lines for identifiers that stand."""
    return [{"value": number.value, "kind": number.kind, "country": number.country} for number in numbers]
