"""Parsing of what people type about notices; every choice is scoped to the viewer and the case."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from access.viewer import Viewer
from agencies.models import Agency
from cases.models import Case
from cases.subjects.codes import PEOPLE
from cases.subjects.models import Subject
from cases.warrants.codes import State as WarrantState
from cases.warrants.forms import day_input, taking_part
from cases.warrants.models import Warrant
from coordination_center.fields import TextArea, TextLine
from intelligence.notices.codes import Form, Kind, Means, Sex, Sought
from intelligence.notices.models import Notice
from intelligence.notices.paperwork import NEEDS, fields_of

NAMED_BY_KIND = ("title", "facts", "statement", "description", "event_on", "event_at", "listing")


def bureaus() -> Any:
    """National Central Bureaus that a notice may go to."""
    return Agency.objects.filter(kind=Agency.Kind.NCB, suspended_at=None).order_by("name")


class NewNoticeForm(forms.Form):
    """A draft: its kind, its person, its readers; the paperwork follows on the next page."""

    kind = forms.ChoiceField(choices=[("", _("Choose")), *Kind.choices], label=_("Kind"))
    form = forms.ChoiceField(choices=Form, initial=Form.NOTICE, label=_("As"))
    subject = forms.ModelChoiceField(
        queryset=Subject.objects.none(), required=False, label=_("Person"), empty_label=_("None"),
        help_text=_("Black, Orange and Purple may go without."),
    )  # fmt: skip
    title = TextLine(max_length=200, required=False, label=_("Title"), help_text=_("Where it is not about a person."))
    only = forms.ModelMultipleChoiceField(
        queryset=Agency.objects.none(), required=False, label=_("Only for"), widget=forms.CheckboxSelectMultiple,
        help_text=_("Leave empty for all who may see the person. Otherwise tick your own agency too."),
    )  # fmt: skip

    def __init__(self, *args: Any, viewer: Viewer, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        people = Subject.objects.under(viewer, case).filter(kind__in=PEOPLE).order_by("label", "id")
        fields["subject"].queryset, fields["only"].queryset = people, taking_part(viewer, case)


class PaperworkForm(forms.Form):
    """What this kind asks for, and nothing else; carries the version that the writer read."""

    title = TextLine(max_length=200, required=False, label=_("Title"))
    sex = forms.ChoiceField(choices=Sex, label=_("Sex"))
    means = forms.MultipleChoiceField(
        choices=Means, required=False, label=_("Available"), widget=forms.CheckboxSelectMultiple
    )
    description = TextArea(max_length=5_000, required=False, label=_("Description"))
    facts = TextArea(max_length=20_000, required=False, label=_("Facts"), help_text=_("Briefly, what was done."))
    facts_when = TextLine(max_length=200, required=False, label=_("When it was done"))
    facts_where = TextLine(max_length=200, required=False, label=_("Where it was done"))
    charge = TextLine(max_length=500, required=False, label=_("Charge"))
    law = TextLine(max_length=500, required=False, label=_("Law, with the section"))
    penalty = TextLine(max_length=500, required=False, label=_("Maximum penalty, or the sentence"))
    sought_for = forms.ChoiceField(choices=Sought, label=_("Sought for"))
    months = forms.IntegerField(
        min_value=0, max_value=2400, required=False, label=_("Months of that penalty or sentence")
    )
    warrant = forms.ModelChoiceField(
        queryset=Warrant.objects.none(), required=False, label=_("Warrant"), empty_label=_("None")
    )
    extradition = forms.BooleanField(
        required=False, label=_("Extradition will be asked for, as our law and treaties allow")
    )
    event_on = day_input(label=_("Day of disappearance, or of finding"))
    event_at = TextLine(max_length=200, required=False, label=_("Place of disappearance, or of finding"))
    minor = forms.BooleanField(required=False, label=_("A minor"))
    privacy_allows = forms.BooleanField(required=False, label=_("An adult whose country’s privacy law allows it"))
    statement = TextArea(max_length=10_000, required=False, label=_("What it is about"))
    listing = TextLine(max_length=200, required=False, label=_("Sanctions list and reference"))
    version = forms.IntegerField(min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, viewer: Viewer, notice: Notice, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        for name in set(self.fields) - shown(notice):
            del self.fields[name]
        for need in NEEDS[notice.kind]:
            if len(need.fields) == 1 and need.fields[0] in NAMED_BY_KIND:
                fields[need.fields[0]].label = need.label
        if "warrant" in self.fields:
            rows = Warrant.objects.under(viewer, notice.case).filter(subject=notice.subject_id)
            fields["warrant"].queryset = rows.exclude(state=WarrantState.DRAFT).order_by("-created_at")


def shown(notice: Notice) -> set[str]:
    """The fields of this notice's paperwork."""
    wanted = set(fields_of(notice.kind)) | {"version"}
    if notice.subject_id is not None:
        wanted |= {"sex", "description", "means"}
    if notice.kind == Kind.RED:
        wanted.add("sought_for")
    if notice.kind == Kind.YELLOW:
        wanted.add("privacy_allows")
    return wanted


class ActForm(forms.Form):
    """The form of one verb, made of the fields that `intelligence.notices.acts` names."""

    version = forms.IntegerField(min_value=1, max_value=2**31 - 1, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, names: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in names:
            self.fields[name] = FIELDS[name]()


FIELDS: dict[str, Any] = {
    "ncb": lambda: forms.ModelChoiceField(
        queryset=bureaus(), label=_("National Central Bureau"), empty_label=_("Choose")
    ),
    "reference": lambda: TextLine(max_length=80, label=_("Control number")),
    "published_on": lambda: day_input(label=_("Published on"), help_text=_("Empty: today.")),
    "expires_on": lambda: day_input(label=_("Last day"), help_text=_("Empty: five years after its publication.")),
    "reason": lambda: TextLine(max_length=500, required=False, label=_("Reason")),
}
