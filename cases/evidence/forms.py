"""Parsing of what people type and send about evidence; every choice is scoped to the viewer."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from access.viewer import Viewer
from agencies.models import Agency
from cases.codes import Level, Part
from cases.evidence.codes import EvidenceKind
from cases.models import Case
from cases.subjects.models import Subject
from coordination_center.fields import TextArea, TextLine


def _day(**options: Any) -> forms.DateField:
    return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), required=False, **options)


def _file(**options: Any) -> forms.FileField:
    return forms.FileField(
        label=_("File"),
        max_length=None,
        allow_empty_file=True,  # the one way in says it in a sentence of its own
        help_text=_("Up to 50 MB: PDF, pictures, sound, video, Word, Excel, OpenDocument, text, CSV, ZIP."),
        widget=forms.FileInput(
            attrs={
                "data-most": 50 * 1024 * 1024,
                "data-too-large": _("This file is over 50 MB."),
                "data-sending": _("The file is being sent and checked. Stay on this page."),
            }
        ),
        **options,
    )


class EvidenceForm(forms.Form):
    """An item's own fields."""

    title = TextLine(max_length=200, label=_("Title"), help_text=_("What it is, in a few words. No names of victims."))
    kind = forms.ChoiceField(choices=EvidenceKind, label=_("Kind"))
    text = TextArea(
        max_length=20_000,
        required=False,
        label=_("Description"),
        help_text=_("What it shows. It may stand without a file."),
    )
    obtained_on = _day(label=_("Obtained on"))
    place = TextLine(max_length=200, required=False, label=_("Where it was obtained"))


class NewEvidenceForm(EvidenceForm):
    """A new item with its first file, its custody, and for whom it is."""

    file = _file(required=False)
    keeper = TextLine(max_length=200, required=False, label=_("Who keeps it"))
    condition = TextLine(max_length=500, required=False, label=_("Condition"))
    seal = TextLine(max_length=100, required=False, label=_("Seal number"))
    subjects = forms.ModelMultipleChoiceField(
        queryset=Subject.objects.none(), required=False, label=_("About"), widget=forms.CheckboxSelectMultiple
    )
    only = forms.ModelMultipleChoiceField(
        queryset=Agency.objects.none(),
        required=False,
        label=_("Only for"),
        help_text=_("Leave empty for all participants. Otherwise tick your own agency too."),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, viewer: Viewer, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["subjects"].queryset = subjects_of(viewer, case)  # type: ignore[attr-defined]
        self.fields["only"].queryset = participants(viewer, case)  # type: ignore[attr-defined]


class EditEvidenceForm(EvidenceForm):
    """Carries the version that the writer read."""

    version = forms.IntegerField(min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)


class VersionForm(forms.Form):
    """A further version of the file."""

    file = _file()
    note = TextLine(max_length=500, required=False, label=_("What is different"))


class ActForm(forms.Form):
    """The form of one verb, made of the fields that `cases.evidence.acts` names."""

    def __init__(
        self, *args: Any, viewer: Viewer, case: Case, item: Any, names: tuple[str, ...], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name in names:
            field, made = FIELDS[name]
            self.fields[field] = made(viewer, case, item)


def subjects_of(viewer: Viewer, case: Case) -> Any:
    """The subjects of the case that the viewer sees, by name."""
    return Subject.objects.under(viewer, case).order_by("label", "id")


def participants(viewer: Viewer, case: Case) -> Any:
    """The agencies that take part."""
    active = case.participations.visible_to(viewer).filter(state=Part.ACTIVE)
    return Agency.objects.filter(pk__in=active.values("agency"))


def receivers(viewer: Viewer, case: Case, item: Any) -> Any:
    """The agencies to which the item can be handed: they work on the case, and may read the item."""
    working = case.participations.visible_to(viewer).filter(state=Part.ACTIVE, level__in=[Level.LEAD, Level.PARTNER])
    agencies = Agency.objects.filter(pk__in=working.values("agency")).exclude(pk=viewer.agency_id).order_by("name")
    return agencies.filter(pk__in=item.only) if item.only else agencies


def _line(label: Any, length: int, *, required: bool = False) -> "Made":
    return lambda viewer, case, item: TextLine(max_length=length, required=required, label=label)


Made = Callable[[Viewer, Case, Any], forms.Field]
FIELDS: dict[str, tuple[str, Made]] = {
    "offer": ("offer", lambda viewer, case, item: forms.UUIDField(widget=forms.HiddenInput)),
    "agency": (
        "agency",
        lambda viewer, case, item: forms.ModelChoiceField(
            queryset=receivers(viewer, case, item), label=_("To"), empty_label=_("Choose an agency")
        ),
    ),
    "subjects": (
        "subjects",
        lambda viewer, case, item: forms.ModelMultipleChoiceField(
            queryset=subjects_of(viewer, case), required=False, label=_("About"), widget=forms.CheckboxSelectMultiple
        ),
    ),
    "purpose": ("purpose", _line(_("Purpose"), 500, required=True)),
    "reason_said": ("purpose", _line(_("Reason"), 500, required=True)),
    "reason": ("reason", _line(_("Reason"), 500, required=True)),
    "keeper": ("keeper", _line(_("Who keeps it"), 200)),
    "place": ("place", _line(_("Where it is"), 200)),
    "condition": ("condition", _line(_("Condition"), 500)),
    "condition_found": ("condition", _line(_("Condition as you found it"), 500, required=True)),
    "seal": ("seal", _line(_("Seal number"), 100)),
}
