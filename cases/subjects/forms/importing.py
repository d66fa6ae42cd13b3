"""The form that takes a table."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.subjects.forms.fields import ForSome, readers_field
from cases.subjects.tables import MOST_BYTES, THAI, decoded
from coordination_center.errors import Invalid


class TableForm(ForSome):
    """A pasted table, or a CSV file; one of them."""

    text = forms.CharField(
        max_length=MOST_BYTES,
        required=False,
        strip=False,
        label=_("Paste from a spreadsheet"),
        help_text=_("Copy the rows with their headings and paste them here."),
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false", "class": "pasted"}),
    )
    file = forms.FileField(
        required=False,
        label=_("Or a CSV file"),
        help_text=_("UTF-8, or UTF-16 as “Unicode text” has it; at most 1 MB."),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,text/csv,text/plain"}),
    )
    encoding = forms.ChoiceField(
        choices=[("", _("Unicode (UTF-8 or UTF-16)")), (THAI, _("Thai (TIS-620, Windows-874)"))],
        required=False,
        label=_("How the file is written"),
    )
    only = readers_field()

    def clean(self) -> dict[str, Any]:
        """`table` is the text to read, and `source` the field it came by."""
        data = super().clean() or {}
        file, text = data.get("file"), data.get("text") or ""
        if bool(file) == bool(text.strip()):
            raise forms.ValidationError(_("Paste a table, or choose a file: one of the two."))
        data["source"] = "file" if file else "text"
        try:
            data["table"] = decoded(file.read(MOST_BYTES + 1), encoding=data.get("encoding", "")) if file else text
        except Invalid as error:
            self.add_error("file", error.fields["file"])
        return data
