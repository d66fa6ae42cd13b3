"""What people type to search, and to keep a view of the list."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.search.export import TYPES
from cases.search.reading import LONGEST
from coordination_center.fields import TextLine


class SearchForm(forms.Form):
    """One line: a name in any script, a number in any writing, or words."""

    q = TextLine(
        max_length=LONGEST,
        label=_("Search"),
        help_text=_("A name in any script, a phone, plate, passport or account number, or words of a text."),
        markup=True,  # what is searched for is nowhere kept, and a "<" may be part of it
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off", "spellcheck": "false"}),
    )


class ViewForm(forms.Form):
    """The name under which a view of the list is kept."""

    name = TextLine(max_length=60, label=_("Keep these filters and columns as"))


class ExportForm(forms.Form):
    """As what a list is saved."""

    form = forms.ChoiceField(choices=[(name, name) for name in TYPES])

    def chosen(self) -> str:
        """The kind of file; CSV where another was asked for."""
        data: dict[str, Any] = self.cleaned_data if self.is_valid() else {}
        return str(data.get("form", "csv"))
