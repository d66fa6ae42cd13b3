"""Fields that several forms of this room share."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from access.viewer import Viewer
from agencies.countries import country_choices, country_name
from agencies.models import Agency
from cases.codes import Part
from cases.models import Case
from cases.naming.dates import PartialDate
from coordination_center.fields import TextLine

FIRST = ("TH", "MM", "KH", "LA", "VN", "MY", "CN", "BD", "ID", "PH")  # the countries of the region, before the others
OFFERED = 2  # how many choices of a country stand open at once


def countries(*, empty: str = "–") -> list[tuple[str, Any]]:
    """Choices of a country, those of the region first."""
    near = sorted(((code, country_name(code)) for code in FIRST), key=lambda pair: pair[1])
    return [("", empty), (str(_("In the region")), near), (str(_("All countries")), country_choices())]


class SeveralCountries(forms.SelectMultiple):
    """One drop-down for each country chosen and one to spare: usable on a phone, and without a script."""

    use_fieldset = True

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        chosen = [code for code in value or [] if code]
        shown = chosen + [""] * max(1, OFFERED - len(chosen))
        one, base = forms.Select(choices=countries()), attrs or {}
        parts = (
            (
                one.render(
                    name, code, base | {"id": f"{base.get('id', name)}_{n}", "aria-label": f"{self.label} {n + 1}"}
                ),
            )
            for n, code in enumerate(shown)
        )
        return format_html('<div class="several">{}</div>', format_html_join("", "{}", parts))

    label = ""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        sent = data.getlist(name) if hasattr(data, "getlist") else data.get(name) or []
        return [code for code in sent if code]


class Countries(forms.MultipleChoiceField):
    """Countries by their codes, in the order of choosing."""

    def __init__(self, *, label: Any, **kwargs: Any) -> None:
        widget = SeveralCountries()
        widget.label = label
        super().__init__(label=label, required=False, widget=widget, choices=country_choices, **kwargs)


class PartialDay(TextLine):
    """A day, a month or a year as typed in any calendar of the region; cleaned to a partial ISO date or nothing."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=60, required=kwargs.pop("required", False), **kwargs)

    def to_python(self, value: Any) -> str | None:
        text = super().to_python(value)
        return PartialDate.parse(text).iso if text else text


def readers_field() -> "forms.ModelMultipleChoiceField[Agency]":
    """For whom alone something is; the form narrows it to the agencies that take part."""
    return forms.ModelMultipleChoiceField(
        queryset=Agency.objects.none(),
        required=False,
        label=_("Only for"),
        help_text=_("Leave empty for all participants. Otherwise tick your own agency too."),
        widget=forms.CheckboxSelectMultiple,
    )


def taking_part(viewer: Viewer, case: Case) -> QuerySet[Agency]:
    """The agencies that may be readers."""
    parts = case.participations.visible_to(viewer).filter(state=Part.ACTIVE)
    return Agency.objects.filter(pk__in=parts.values("agency")).order_by("name")


class ForSome(forms.Form):
    """A form with `only`, narrowed to the agencies that take part in the case."""

    def __init__(self, *args: Any, viewer: Viewer, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.viewer = viewer
        if "only" in self.fields:
            self.fields["only"].queryset = taking_part(viewer, case)  # type: ignore[attr-defined]

    def clean_only(self) -> Any:
        only = self.cleaned_data["only"]
        if only and self.viewer.agency not in only:
            raise forms.ValidationError(_("Your own agency must be among the readers."))
        return only


def as_typed(form: forms.BaseForm) -> dict[str, Any]:
    """What was typed into a form, field by field, to show it again without judging it."""
    return {
        name: field.widget.value_from_datadict(form.data, form.files, form.add_prefix(name))
        for name, field in form.fields.items()
    }


def split_words(text: str) -> Iterable[str]:
    """Words between commas."""
    return [word for word in text.replace("，", ",").split(",") if word.strip()]
