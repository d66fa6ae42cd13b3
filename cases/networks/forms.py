"""Parsing of what people type about networks; every choice is scoped to the viewer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from access.viewer import Viewer
from agencies.models import Agency
from cases.codes import Handling, Tlp
from cases.models import Case
from cases.networks.codes import Priority, Share, Standing
from cases.networks.models import Network
from cases.subjects.models import Subject
from coordination_center.fields import TextArea, TextLine

NOT_RED = [(value, label) for value, label in Tlp.choices if value != Tlp.RED]
MOST_OFFERED = 200


class NetworkForm(forms.Form):
    """A network's own fields."""

    name = TextLine(max_length=200, label=_("Name"), help_text=_("A working name. No names of victims."))
    summary = TextArea(
        max_length=20_000, required=False, label=_("What holds it together"),
        help_text=_("Every agency that reads the network reads this, whatever cases it sees."),
    )  # fmt: skip
    tlp = forms.ChoiceField(choices=NOT_RED, initial=Tlp.AMBER, label=_("Marking (TLP 2.0)"))
    handling = forms.MultipleChoiceField(
        choices=Handling, required=False, label=_("Handling codes"), widget=forms.CheckboxSelectMultiple
    )
    handling_note = TextLine(max_length=500, required=False, label=_("Restrictions in words"))


class EditNetworkForm(NetworkForm):
    """Carries the version that the writer read."""

    version = forms.IntegerField(min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)


class AssessmentForm(forms.Form):
    """What a member is, and how urgently it is wanted."""

    standing = forms.ChoiceField(choices=Standing, label=_("In the network"))
    priority = forms.ChoiceField(choices=Priority, required=False, label=_("Priority"))
    note = TextArea(max_length=5_000, required=False, label=_("Why"))


class ReassessForm(AssessmentForm):
    """Carries the version that the writer read."""

    version = forms.IntegerField(min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)


class EnlistForm(AssessmentForm):
    """A subject of one case that the viewer reads, as a new member."""

    field_order = ("subject", "standing", "priority", "note")

    def __init__(self, *args: Any, viewer: Viewer, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["subject"] = forms.ModelChoiceField(
            queryset=Subject.objects.under(viewer, case).order_by("label", "pk"),
            label=_("Subject"), empty_label=_("Choose a subject"),
        )  # fmt: skip
        self.order_fields(self.field_order)


class ShareForm(forms.Form):
    """An agency, and what it becomes."""

    def __init__(self, *args: Any, viewer: Viewer, network: Network, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"] = forms.ModelChoiceField(
            queryset=Agency.objects.filter(suspended_at=None).exclude(pk=viewer.agency_id).order_by("name"),
            label=_("Agency"), empty_label=_("Choose an agency"),
        )  # fmt: skip
        self.fields["share"] = forms.ChoiceField(choices=Share, initial=Share.READER, label=_("As"))


class CaseChoice(forms.Form):
    """The case whose subjects are offered."""

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Case.objects.permitted(viewer, "case.read").order_by("-updated_at", "-pk")[:MOST_OFFERED]
        self.cases = {str(case.pk): case for case in rows}
        self.fields["case"] = forms.ChoiceField(
            choices=[("", _("Choose a case")), *((pk, case.title) for pk, case in self.cases.items())],
            label=_("Case"), help_text=_("The 200 that changed last. For any other, begin on its subject’s page."),
        )  # fmt: skip
