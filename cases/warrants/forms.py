"""Parsing of what people type about warrants; every choice is scoped to the viewer and the case."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from access.viewer import Viewer
from agencies.countries import country_choices
from agencies.models import Agency
from cases.codes import Part
from cases.models import Case
from cases.subjects.codes import PEOPLE
from cases.subjects.models import Subject
from cases.warrants.codes import Channel, State
from cases.warrants.models import Warrant
from cases.warrants.models.warrant import EDITABLE, ONCE_ISSUED, WORKING
from cases.warrants.reading import Wanted
from coordination_center.fields import TextLine


def day_input(**kwargs: Any) -> forms.DateField:
    """A date by the browser's own calendar, in ISO form on the wire."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(required=kwargs.pop("required", False), widget=widget, **kwargs)


def countries() -> list[tuple[str, str]]:
    """Every country, with an empty choice first."""
    return [("", str(_("Not said"))), *country_choices()]


def taking_part(viewer: Viewer, case: Case, **having: Any) -> Any:
    """The agencies that take part in the case, as this viewer sees them."""
    parts = case.participations.visible_to(viewer).filter(state=Part.ACTIVE, **having)
    return Agency.objects.filter(pk__in=parts.values("agency")).order_by("name")


class WarrantForm(forms.Form):
    """The facts of a warrant."""

    number = TextLine(max_length=80, label=_("Number"), help_text=_("As the court wrote it."))
    court = TextLine(max_length=200, required=False, label=_("Court or authority"))
    offence = TextLine(max_length=500, required=False, label=_("Offence"), help_text=_("In words, with the section."))
    issued_on = day_input(label=_("Issued on"))
    expires_on = day_input(label=_("Last day"), help_text=_("The day after, it has expired. Empty: no end."))
    country = forms.ChoiceField(choices=countries, required=False, label=_("Country that must act"))
    addressee = forms.ModelChoiceField(
        queryset=Agency.objects.none(),
        required=False,
        label=_("Agency that must act there"),
        empty_label=_("None that works on this case"),
        help_text=_("It acknowledges and executes. Without one, your agency records what it is told."),
    )
    channel = forms.ChoiceField(choices=[("", _("Not decided")), *Channel.choices], required=False, label=_("Channel"))

    def __init__(self, *args: Any, viewer: Viewer, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        working = taking_part(viewer, case, level__in=WORKING)
        self.fields["addressee"].queryset = working  # type: ignore[attr-defined]


class NewWarrantForm(WarrantForm):
    """A new warrant, on a person of the case, for all participants or for some."""

    subject = forms.ModelChoiceField(queryset=Subject.objects.none(), label=_("Person"), empty_label=_("Choose"))
    only = forms.ModelMultipleChoiceField(
        queryset=Agency.objects.none(),
        required=False,
        label=_("Only for"),
        help_text=_("Leave empty for all who may see the person. Otherwise tick your own agency too."),
        widget=forms.CheckboxSelectMultiple,
    )
    field_order = ["subject"]

    def __init__(self, *args: Any, viewer: Viewer, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, viewer=viewer, case=case, **kwargs)
        people = Subject.objects.under(viewer, case).filter(kind__in=PEOPLE).order_by("label", "id")
        self.fields["subject"].queryset = people  # type: ignore[attr-defined]
        self.fields["only"].queryset = taking_part(viewer, case)  # type: ignore[attr-defined]


class EditWarrantForm(WarrantForm):
    """What may still be changed of this warrant; carries the version that the writer read."""

    version = forms.IntegerField(min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, viewer: Viewer, warrant: Warrant, **kwargs: Any) -> None:
        super().__init__(*args, viewer=viewer, case=warrant.case, **kwargs)
        if warrant.state != State.DRAFT:
            for name in set(EDITABLE) - ONCE_ISSUED:
                del self.fields[name]


class ActForm(forms.Form):
    """The form of one verb, made of the fields that `cases.warrants.acts` names."""

    version = forms.IntegerField(min_value=1, max_value=2**31 - 1, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, names: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in names:
            field, made = FIELDS[name]
            self.fields[field] = made()

    def clean_version(self) -> int | None:
        version: int | None = self.cleaned_data["version"]
        return version


FIELDS: dict[str, Any] = {
    "issued_on": ("issued_on", lambda: day_input(label=_("Issued on"), help_text=_("Empty: today."))),
    "expires_on": ("expires_on", lambda: day_input(label=_("Last day"))),
    "until": ("expires_on", lambda: day_input(required=True, label=_("New last day"))),
    "channel": (
        "channel",
        lambda: forms.ChoiceField(choices=[("", _("Choose the channel")), *Channel.choices], label=_("Channel")),
    ),
    "note": ("note", lambda: TextLine(max_length=500, required=False, label=_("Where and how"))),
    "reason": ("reason", lambda: TextLine(max_length=500, required=False, label=_("Reason"))),
}


class FilterForm(forms.Form):
    """The filters of the list across cases. What is not on a list filters nothing."""

    state = forms.ChoiceField(choices=[("", _("Any state")), *State.choices], required=False, label=_("State"))
    country = forms.ChoiceField(
        choices=lambda: [("", _("Any country")), *country_choices()], required=False, label=_("Country that must act")
    )
    soon = forms.BooleanField(required=False, label=_("Expires within 30 days"))
    overdue = forms.BooleanField(required=False, label=_("Answer overdue"))

    def wanted(self) -> Wanted:
        """What was chosen, as far as it is on the lists."""
        self.is_valid()
        return Wanted(**{name: value for name, value in self.cleaned_data.items() if value})
