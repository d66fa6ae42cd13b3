"""Parsing of what people type about offences; every choice is scoped to the viewer and the case."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from access.viewer import Viewer
from agencies.models import Agency
from cases.models import Case
from cases.offences.codes import Minors, Support, code_choices
from cases.offences.models import VictimGroup
from cases.offences.models.ground import SOURCES
from cases.warrants.forms import taking_part
from coordination_center.fields import TextArea, TextLine

SOURCE_LABELS = {
    "evidence": _("Evidence"), "entry": _("Timeline"), "subject": _("Statement of a subject"), "note": _("Notes"),
}  # fmt: skip
MOST = 200  # of each kind in the list, the newest; others are named over the API


class ForSome(forms.Form):
    """For all participants, or for some."""

    only = forms.ModelMultipleChoiceField(
        queryset=Agency.objects.none(),
        required=False,
        label=_("Only for"),
        help_text=_("Leave empty for all participants. Otherwise tick your own agency too."),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, viewer: Viewer, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.viewer, self.case = viewer, case
        self.fields["only"].queryset = taking_part(viewer, case)  # type: ignore[attr-defined]
        self.order_fields([name for name in self.fields if name != "only"])


class Versioned(forms.Form):
    """Carries the version that the writer read, and leaves the audience alone."""

    version = forms.IntegerField(min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["only"]


class GroupForm(ForSome):
    """A group of victims."""

    label = TextLine(
        max_length=200,
        label=_("Who they are"),
        help_text=_("Where they came from, where they were held. No names: “crew of the second trawler”."),
    )
    estimate = forms.IntegerField(
        min_value=1, max_value=1_000_000, required=False, label=_("How many"), help_text=_("An estimate.")
    )
    minors = forms.ChoiceField(choices=Minors, initial=Minors.UNKNOWN, label=_("Under 18"))


class EditGroupForm(Versioned, GroupForm):
    """A change of a group."""


class ClaimForm(ForSome):
    """A claim, for a group the viewer sees."""

    group = forms.ModelChoiceField(queryset=VictimGroup.objects.none(), label=_("Group"), empty_label=_("Choose"))
    code = forms.ChoiceField(choices=lambda: [("", _("Choose")), *code_choices()], label=_("Element"))
    support = forms.ChoiceField(choices=Support, label=_("How well it is supported"))
    text = TextArea(max_length=20_000, required=False, label=_("In words"))

    def __init__(self, *args: Any, viewer: Viewer, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, viewer=viewer, case=case, **kwargs)
        groups = VictimGroup.objects.under(viewer, case).order_by("created_at", "id")
        self.fields["group"].queryset = groups  # type: ignore[attr-defined]


class EditClaimForm(Versioned, ClaimForm):
    """A change of a claim; its group stays."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["group"]


class GroundForm(ForSome):
    """A record of the case that supports a claim."""

    source = forms.CharField(max_length=60, label=_("What supports it"), widget=forms.Select)
    text = TextLine(max_length=1000, required=False, label=_("What it shows"))

    def __init__(self, *args: Any, viewer: Viewer, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, viewer=viewer, case=case, **kwargs)
        widget: Any = self.fields["source"].widget
        widget.choices = [("", _("Choose")), *_sources(viewer, case)]

    def clean_source(self) -> Any:
        kind, _colon, key = self.cleaned_data["source"].partition(":")
        found = source_named(self.viewer, self.case, kind, key)
        if found is None:
            raise forms.ValidationError(_("Choose one that is in this case."))
        return found


def source_named(viewer: Viewer, case: Case, kind: str, key: Any) -> Any:
    """The record of this case that the viewer sees by this kind and id; None for anything else."""
    try:
        pk = key if isinstance(key, UUID) else UUID(str(key))
    except ValueError:
        return None
    model = SOURCES.get(kind)
    return model.objects.under(viewer, case).select_related("case").filter(pk=pk).first() if model else None


def _sources(viewer: Viewer, case: Case) -> list[tuple[Any, list[tuple[str, str]]]]:
    found = []
    for kind, model in SOURCES.items():
        rows = model.objects.under(viewer, case).order_by("-created_at", "-id")[:MOST]
        found.append((SOURCE_LABELS[kind], [(f"{kind}:{row.pk}", str(row)) for row in rows]))
    return [(label, lines) for label, lines in found if lines]
