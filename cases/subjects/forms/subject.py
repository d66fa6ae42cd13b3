"""The form of a subject, of a change that is proposed to one, and of who sees it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from access.viewer import Viewer
from cases.models import Case
from cases.subjects.codes import Indicator, Kind, Notice, Role, Screened
from cases.subjects.forms.fields import Countries, ForSome, PartialDay, as_typed, readers_field, split_words
from cases.subjects.forms.lines import NameLines, NumberLines, more_lines, name_lines, number_lines
from cases.subjects.models import Subject
from cases.subjects.said import typed_day
from cases.subjects.tags import normal_tags
from coordination_center.errors import Invalid
from coordination_center.fields import TextArea, TextLine

LARGEST = 2**31 - 1


class FactsForm(ForSome):
    """What is said of a subject beside its names and numbers."""

    kind = forms.ChoiceField(choices=Kind, initial=Kind.PERSON, label=_("What it is"))
    role = forms.ChoiceField(choices=[("", "–"), *Role.choices], required=False, label=_("Role in the case"))
    born = PartialDay(
        label=_("Born"), help_text=_("As far as it is known, in either calendar: 17/5/2523, May 1980 or 1980.")
    )
    nationality = Countries(label=_("Nationality"))
    tags = TextLine(
        max_length=900, required=False, label=_("Tags"), help_text=_("Words to find it by, with commas between them.")
    )
    note = TextArea(max_length=20_000, required=False, label=_("Note"))

    def clean_tags(self) -> list[str]:
        try:
            return normal_tags(split_words(self.cleaned_data["tags"]))
        except Invalid as error:
            raise forms.ValidationError(error.fields["tags"]) from None


class NewSubjectForm(FactsForm):
    """A new subject."""

    notice = forms.ChoiceField(
        choices=Notice,
        initial=Notice.USUAL,
        required=False,
        label=_("When another agency asks about it (hit or no hit), who is told"),
    )
    only = readers_field()


class EditSubjectForm(FactsForm):
    """A change; carries the version that the writer read."""

    notice = NewSubjectForm.base_fields["notice"]
    version = forms.IntegerField(min_value=1, max_value=LARGEST, widget=forms.HiddenInput)


class ProposalForm(FactsForm):
    """A change that is proposed to the supplier, with a word why."""

    reason = TextLine(
        max_length=500, required=False, label=_("Why"), help_text=_("The agency that supplied the record reads this.")
    )
    version = forms.IntegerField(min_value=1, max_value=LARGEST, widget=forms.HiddenInput)


class AudienceForm(ForSome):
    """For whom a subject is from now on."""

    only = readers_field()
    version = forms.IntegerField(min_value=1, max_value=LARGEST, widget=forms.HiddenInput)


class ReferralForm(forms.Form):
    """Why a suspect may be a victim."""

    reasons = forms.MultipleChoiceField(
        choices=Indicator, label=_("What points to a victim"), widget=forms.CheckboxSelectMultiple
    )


class ReviewForm(forms.Form):
    """What a prosecutor found."""

    result = forms.ChoiceField(
        choices=[
            (Screened.VICTIM, _("A victim, not to be punished: warrants and notices stay stopped")),
            (Screened.PROCEED, _("No victim in this: proceedings may go on")),
        ],
        label=_("What the review found"),
        widget=forms.RadioSelect,
    )


class SubjectForms:
    """A form with its lines of names and of numbers, judged and shown together."""

    def __init__(
        self,
        facts: type[FactsForm],
        data: Any = None,
        *,
        viewer: Viewer,
        case: Case,
        initial: dict[str, Any] | None = None,
    ) -> None:
        initial = initial or {}
        self.facts = facts(data, viewer=viewer, case=case, initial=initial)
        self.names: Any = NameLines(data, prefix="names", initial=initial.get("names"))
        self.numbers: Any = NumberLines(data, prefix="numbers", initial=initial.get("numbers"))
        self.viewer, self.case = viewer, case

    def is_valid(self) -> bool:
        """Whether all three are; a subject without any name is an error of the names."""
        judged = [self.facts.is_valid(), self.names.is_valid(), self.numbers.is_valid()]
        if all(judged) and not self.names.said:
            self.facts.add_error(None, _("Give at least one name."))
            return False
        return all(judged)

    @property
    def failed(self) -> bool:
        """Whether something was found wrong."""
        lines = (self.names, self.numbers)
        return bool(self.facts.is_bound and (self.facts.errors or not all(line.is_valid() for line in lines)))

    @property
    def said(self) -> dict[str, Any]:
        """Facts, names and numbers as the verbs take them."""
        return self.facts.cleaned_data | {"names": self.names.said, "numbers": self.numbers.said}

    def with_more(self) -> "SubjectForms":
        """The same as typed, not judged, with further empty lines."""
        wider = SubjectForms(type(self.facts), viewer=self.viewer, case=self.case, initial=as_typed(self.facts))
        wider.names, wider.numbers = more_lines(self.names), more_lines(self.numbers)
        return wider

    def against(self, version: int) -> "SubjectForms":
        """The same as typed, to be sent again on top of this version."""
        again = self.with_more()
        again.facts.initial["version"] = version
        return again


def standing(subject: Subject) -> dict[str, Any]:
    """The initial values of a form for a subject fetched by `reading.told`: as it stands."""
    fields = ("kind", "role", "note", "nationality", "notice", "version")
    facts: dict[str, Any] = {field: getattr(subject, field) for field in fields}
    facts |= {"born": typed_day(subject.born), "tags": ", ".join(subject.tags)}
    said: Any = subject
    return facts | {"names": name_lines(said.live_names), "numbers": number_lines(said.live_numbers)}
