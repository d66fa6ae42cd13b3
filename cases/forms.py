"""Parsing of what people type about cases; every choice is scoped to the viewer."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from access.forms import NamesSomeone
from access.viewer import Viewer
from agencies.models import Agency
from cases.codes import Handling, Level, Outcome, Part, Tlp
from cases.models import Case
from cases.models.participation import LIVE
from coordination_center.fields import TextArea, TextLine


class CaseForm(forms.Form):
    """A case's own fields."""

    title = TextLine(
        max_length=200, label=_("Title"), help_text=_("What partners will know it by. No names of victims.")
    )
    summary = TextArea(
        max_length=20_000,
        label=_("Summary"),
        required=False,
        help_text=_("Invited agencies read this before they accept."),
    )
    tlp = forms.ChoiceField(choices=Tlp, initial=Tlp.AMBER, label=_("Marking (TLP 2.0)"))
    handling = forms.MultipleChoiceField(
        choices=Handling, required=False, label=_("Handling codes"), widget=forms.CheckboxSelectMultiple
    )
    handling_note = TextLine(max_length=500, required=False, label=_("Restrictions in words"))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if Handling.H3 in data.get("handling", []) and not data.get("handling_note"):
            self.add_error("handling_note", _("H3 needs its restriction in words."))
        return data


class NewCaseForm(CaseForm):
    """A new case; TLP:RED names its writer, and others are named afterwards."""

    compartment = forms.BooleanField(
        required=False,
        label=_("Only for named people"),
        help_text=_("You are the first; name others once it is begun."),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("tlp") == Tlp.RED and not data.get("compartment"):
            self.add_error("tlp", _("TLP:RED is for named people only: tick “Only for named people” as well."))
        return data


class EditCaseForm(CaseForm):
    """Carries the version that the writer read."""

    version = forms.IntegerField(min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)


class NoteForm(forms.Form):
    """A note, for all participants or for some."""

    text = TextArea(max_length=20_000, label=_("Note"))
    only = forms.ModelMultipleChoiceField(
        queryset=Agency.objects.none(),
        required=False,
        label=_("Only for"),
        help_text=_("Leave empty for all participants. Otherwise tick your own agency too."),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, viewer: Viewer, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.viewer = viewer
        readers = case.participations.visible_to(viewer).filter(state=Part.ACTIVE)
        self.fields["only"].queryset = Agency.objects.filter(pk__in=readers.values("agency"))  # type: ignore[attr-defined]

    def clean_only(self) -> Any:
        only = self.cleaned_data["only"]
        if only and self.viewer.agency not in only:
            raise forms.ValidationError(_("Your own agency must be among the readers."))
        return only


class ActForm(NamesSomeone):
    """The form of one verb, made of the fields that `cases.acts` names."""

    nobody = _("No such person in an agency that takes part.")  # as the verb says of somebody who takes no part

    def __init__(self, *args: Any, viewer: Viewer, case: Case, names: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in names:
            field, made = FIELDS[name]
            self.fields[field] = made(viewer, case)


def _agencies(rows: Any, *, required: bool = True) -> forms.Field:
    return forms.ModelChoiceField(
        queryset=rows.order_by("name"), label=_("Agency"), required=required, empty_label=_("Choose an agency")
    )


def _participants(case: Case, viewer: Viewer, **having: Any) -> Any:
    parts = case.participations.visible_to(viewer).filter(state__in=LIVE, **having)
    return Agency.objects.filter(pk__in=parts.values("agency"))


def _others(case: Case, viewer: Viewer) -> Any:
    return Agency.objects.filter(suspended_at=None).exclude(pk__in=_participants(case, viewer).values("pk"))


Made = Callable[[Viewer, Case], forms.Field]
FIELDS: dict[str, tuple[str, Made]] = {
    "agency": ("agency", lambda viewer, case: _agencies(_others(case, viewer))),
    "partner": (
        "agency",
        lambda viewer, case: _agencies(_participants(case, viewer, level=Level.PARTNER, state=Part.ACTIVE)),
    ),
    "participant": ("agency", lambda viewer, case: _agencies(_participants(case, viewer).exclude(pk=viewer.agency_id))),
    "participant_or_own": ("agency", lambda viewer, case: _agencies(_participants(case, viewer))),
    "any_agency": (
        "agency",
        lambda viewer, case: _agencies(Agency.objects.exclude(pk=viewer.agency_id), required=False),
    ),
    "username": ("person", lambda viewer, case: TextLine(max_length=150, label=_("User name"))),
    "username_if": (
        "person",
        lambda viewer, case: TextLine(max_length=150, label=_("Or one person, by user name"), required=False),
    ),
    "level": (
        "level",
        lambda viewer, case: forms.ChoiceField(
            choices=[(level.value, level.label) for level in (Level.PARTNER, Level.OBSERVER)], label=_("As")
        ),
    ),
    "until": (
        "until",
        lambda viewer, case: forms.DateTimeField(
            required=False,
            label=_("Until"),
            help_text=_("Leave empty for no end."),
            widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        ),
    ),
    "reason": ("reason", lambda viewer, case: TextLine(max_length=500, required=False, label=_("Reason"))),
    "outcome": (
        "outcome",
        lambda viewer, case: forms.ChoiceField(
            choices=[("", _("Choose how the case ended")), *Outcome.choices], label=_("Outcome")
        ),
    ),
}
