"""Parsing of what people type about links; both ends are chosen from the subjects that the viewer sees in the case."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from access.viewer import Viewer
from cases.forms import NoteForm
from cases.links.codes import Kind
from cases.links.models import LONGEST, alike
from cases.links.period import said
from cases.links.reading import ENDS
from cases.models import Case
from cases.subjects.models import Subject
from coordination_center.errors import Invalid
from coordination_center.fields import TextArea, TextLine

WHEN = _("A year, a month or a day, as far as it is known: 2017, 2017-03, 2017-03-12. Buddhist years are understood.")


class FactsForm(forms.Form):
    """What is said of a link: how, since when, from where it is known."""

    kind = forms.ChoiceField(choices=[("", "…"), *Kind.choices], label=_("Kind of link"))
    from_date = TextLine(max_length=60, required=False, label=_("From"), help_text=WHEN)
    until_date = TextLine(max_length=60, required=False, label=_("Until"))
    sourced = TextLine(
        max_length=LONGEST["sourced"],
        required=False,
        label=_("Source"),
        help_text=_("From where this is known: a statement, a record, an observation."),
    )
    note = TextArea(max_length=LONGEST["note"], required=False, label=_("Note"))


class EditLinkForm(FactsForm):
    """Carries the version that the writer read."""

    version = forms.IntegerField(min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)


class LinkForm(FactsForm):
    """A new link. One like it that the writer can see is asked about once, and then allowed."""

    field_order = ("source", "kind", "target", "again")
    source = forms.ModelChoiceField(queryset=Subject.objects.none(), label=_("Who or what"), empty_label="…")
    target = forms.ModelChoiceField(queryset=Subject.objects.none(), label=_("To whom or what"), empty_label="…")

    def __init__(self, *args: Any, viewer: Viewer, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.viewer, self.case = viewer, case
        subjects = list(Subject.objects.under(viewer, case).order_by("label", "id"))
        for end in ("source", "target"):
            self.fields[end].queryset = Subject.objects.under(viewer, case)  # type: ignore[attr-defined]
            self.fields[end].choices = [("", "…"), *((one.pk, str(one)) for one in subjects)]  # type: ignore[attr-defined]
        self.fields["only"] = NoteForm(viewer=viewer, case=case).fields["only"]
        if self.data.get("again"):
            self._ask()

    def clean_only(self) -> Any:
        only = self.cleaned_data["only"]
        if only and self.viewer.agency not in only:
            raise forms.ValidationError(_("Your own agency must be among the readers."))
        return only

    @property
    def facts(self) -> dict[str, Any]:
        """What the verb takes."""
        return {name: value for name, value in self.cleaned_data.items() if name != "again"}

    def ask_about_others(self) -> None:
        """`Invalid` where the writer sees a link like this one and has not said to add it all the same."""
        data = self.cleaned_data
        pair = {name: data[name] for name in ("source", "target", "kind")}
        other = None if data.get("again") else alike(self.viewer, self.case, **pair).select_related(*ENDS).first()
        if other is not None:
            self._ask()
            raise Invalid(fields={"again": [_repeats(other)]})

    def _ask(self) -> None:
        self.fields["again"] = forms.BooleanField(required=False, label=_("Add it all the same"))
        self.order_fields(self.field_order)


class RemovalForm(forms.Form):
    """Why a link is removed."""

    reason = TextLine(max_length=LONGEST["reason"], label=_("Reason"))


def _repeats(link: Any) -> str:
    facts = {"agency": link.agency.name, "when": said(link.from_date, link.until_date) or _now("without a date")}
    return _now("There is such a link already, from %(agency)s, %(when)s.") % facts
