"""Parsing of what people ask, and of how they answer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.codes import Tlp
from cases.forms import CaseForm
from cases.subjects.codes import IdentifierKind
from cases.subjects.forms.fields import PartialDay, countries
from coordination_center.fields import TextArea, TextLine
from intelligence.hits.answering import LONGEST_REASON
from intelligence.hits.question import LONGEST, Question
from intelligence.hits.watching import LONGEST as LONGEST_WATCH

NUMBERS = ("number", "number_kind", "number_country")
KINDS = [("Person", _("Person")), ("Organization", _("Organisation"))]


class QuestionForm(forms.Form):
    """What is asked: by name, by number, or by both."""

    name = TextLine(
        max_length=LONGEST, required=False, label=_("Name"), help_text=_("In any script and any order."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )  # fmt: skip
    other_name = TextLine(max_length=LONGEST, required=False, label=_("Another spelling or an alias"))
    kind = forms.ChoiceField(choices=KINDS, initial="Person", required=False, label=_("Of what"))
    born = PartialDay(label=_("Born"), help_text=_("As far as it is known, in either calendar."))
    nationality = forms.ChoiceField(required=False, label=_("Nationality"))
    number_kind = forms.ChoiceField(
        choices=[("", "–"), *IdentifierKind.choices], required=False, label=_("Kind of number")
    )
    number = TextLine(
        max_length=LONGEST, required=False, label=_("Document, phone, plate, account or user name"),
        help_text=_("Spaces and separators do not matter."), widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    number_country = forms.ChoiceField(required=False, label=_("Country of the number"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("nationality", "number_country"):
            self.fields[name].choices = countries()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("number") and not data.get("number_kind"):
            self.add_error("number_kind", _("Say what kind of number this is."))
        return data

    def question(self) -> Question:
        """The question, once the form is valid; `Invalid` as `Question.said`, on this form's fields."""
        said = self.cleaned_data
        number = [(said["number_kind"], said["number"], said["number_country"])] if said["number"] else []
        return Question.said(
            names=[said["name"] or "", said["other_name"] or ""],
            kind=said["kind"] or "Person",
            born=said["born"],
            nationality=[said["nationality"]] if said["nationality"] else [],
            numbers=number,
        )


class AskForm(QuestionForm):
    """A question with its purpose."""

    purpose = TextArea(
        max_length=300, label=_("Purpose"), help_text=_("Whoever holds a match reads this, and your agency’s name."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip


class WatchForm(AskForm):
    """A standing query: how long it stands."""

    days = forms.IntegerField(
        min_value=1, max_value=LONGEST_WATCH.days, initial=90, label=_("For how many days"),
        help_text=_("At most a year; you can withdraw it any time."),
    )  # fmt: skip


class RefusalForm(forms.Form):
    """Why a hit is not answered."""

    reason = TextArea(max_length=LONGEST_REASON, label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}))


class JointCaseForm(CaseForm):
    """The case that is proposed to the asker. TLP:RED is for named people: such a case is begun by itself."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tlp"].choices = [pair for pair in Tlp.choices if pair[0] != Tlp.RED]  # type: ignore[attr-defined]
