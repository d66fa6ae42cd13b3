"""Parsing of what people type about operations; every choice is scoped to the viewer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from access.viewer import Viewer
from agencies.countries import country_choices
from agencies.models import Agency
from cases.models import Case
from coordination_center.fields import TextArea, TextLine
from operations.codes import Category, Part, Place, Status
from operations.models import Operation, Site
from operations.models.reporting import MOST
from operations.reading import OperationPage

MOST_OFFERED = 100
DAY = {"type": "date"}
MOMENT = {"type": "datetime-local"}


class OperationForm(forms.Form):
    """An operation's own fields."""

    name = TextLine(max_length=200, label=_("Name"), help_text=_("A working name. No names of victims."))
    objectives = TextArea(max_length=20_000, required=False, label=_("Objectives"))
    legal_basis = TextArea(max_length=5_000, required=False, label=_("Legal basis"))
    starts = forms.DateField(label=_("First action day"), widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"))
    ends = forms.DateField(label=_("Last action day"), widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"))


class NewOperationForm(OperationForm):
    """A new operation; in a compartment its writer is named first."""

    compartment = forms.BooleanField(
        required=False, label=_("Only for named people"),
        help_text=_("You are the first; others are named through the API once their countries take part."),
    )  # fmt: skip


class EditOperationForm(OperationForm):
    """Carries the version that the writer read."""

    version = forms.IntegerField(min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)


class DelegationForm(forms.Form):
    """An agency, what it becomes, and from when it may know."""

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"] = forms.ModelChoiceField(
            queryset=Agency.objects.filter(suspended_at=None).order_by("country", "name"),
            label=_("Agency"), empty_label=_("Choose an agency"),
        )  # fmt: skip
        self.fields["part"] = forms.ChoiceField(choices=Part, initial=Part.DELEGATION, label=_("As"))
        self.fields["visible_from"] = forms.DateTimeField(
            required=False, label=_("May know from"), widget=forms.DateTimeInput(attrs=MOMENT, format="%Y-%m-%dT%H:%M"),
            help_text=_("Before that moment nothing of the operation exists for it. Left empty: at once."),
        )  # fmt: skip


class ReleaseForm(forms.Form):
    """Another moment of release."""

    visible_from = forms.DateTimeField(
        label=_("May know from"), widget=forms.DateTimeInput(attrs=MOMENT, format="%Y-%m-%dT%H:%M")
    )


class SiteForm(forms.Form):
    """A new site."""

    name = TextLine(max_length=200, label=_("Name"))
    kind = forms.ChoiceField(choices=Place, label=_("Kind"))
    lat = forms.FloatField(required=False, min_value=-90, max_value=90, label=_("Latitude"))
    lon = forms.FloatField(required=False, min_value=-180, max_value=180, label=_("Longitude"))

    field_order = ("name", "kind", "country", "lat", "lon", "only")

    def __init__(self, *args: Any, page: OperationPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"] = forms.ChoiceField(
            choices=[("", _("Choose a country")), *country_choices()],
            label=_("Country"),
            initial=page.viewer.agency.country,
        )
        self.fields["only"] = forms.ModelMultipleChoiceField(
            queryset=Agency.objects.filter(pk__in=_there(page)).order_by("name"), required=False,
            label=_("Only for"), widget=forms.CheckboxSelectMultiple,
            help_text=_("Tick agencies, your own among them, to keep the place from all others."),
        )  # fmt: skip
        self.order_fields(self.field_order)

    def clean_only(self) -> list[Agency]:
        """The agencies ticked."""
        return list(self.cleaned_data["only"])


def _there(page: OperationPage) -> set[Any]:
    return {page.operation.originator_id, *(line.agency_id for line in page.delegations)}


class ReportForm(forms.Form):
    """The quickest report: what, how many, where. The rest may be left out."""

    category = forms.ChoiceField(
        choices=[("", _("Choose what is counted")), *Category.choices], label=_("What is counted")
    )
    quantity = forms.IntegerField(min_value=1, max_value=MOST, initial=1, label=_("How many"))
    field_order = ("category", "quantity", "site", "agency")

    def __init__(self, *args: Any, page: OperationPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        viewer, operation = page.viewer, page.operation
        self.fields["site"] = forms.ModelChoiceField(
            queryset=Site.objects.under(viewer, operation), required=False, label=_("Where"),
            empty_label=_("No site"),
        )  # fmt: skip
        agencies = page.reporters
        if [agency.pk for agency in agencies] != [viewer.agency_id]:
            self.fields["agency"] = forms.ModelChoiceField(
                queryset=Agency.objects.filter(pk__in=[agency.pk for agency in agencies]).order_by("name"),
                initial=agencies[0] if agencies else None, label=_("For"), empty_label=None,
                help_text=_("What you enter for another country waits for its coordinator."),
            )  # fmt: skip
        self._further(viewer)
        self.order_fields(self.field_order)

    def _further(self, viewer: Viewer) -> None:
        cases = Case.objects.permitted(viewer, "case.read")
        latest = [case.pk for case in cases.order_by("-updated_at", "-pk")[:MOST_OFFERED]]
        self.fields |= {
            "at": forms.DateTimeField(
                required=False, label=_("When"), widget=forms.DateTimeInput(attrs=MOMENT, format="%Y-%m-%dT%H:%M"),
                help_text=_("Left empty: now."),
            ),
            "nationality": forms.ChoiceField(
                choices=[("", "–"), *country_choices()], required=False, label=_("Nationality of those counted")
            ),
            "currency": TextLine(max_length=3, required=False, label=_("Currency, for cash")),
            "token": TextLine(
                max_length=200, required=False, label=_("Document number, or name and birth date"),
                help_text=_("Finds a person whom two countries count. It is turned into a code and kept nowhere."),
            ),
            "case": forms.ModelChoiceField(
                queryset=cases.filter(pk__in=latest), required=False, label=_("Case"), empty_label=_("No case"),
            ),
            "note": TextArea(
                max_length=2_000, required=False, label=_("Note"),
                help_text=_("For your country and the coordinating agency."), widget=forms.Textarea(attrs={"rows": 3}),
            ),
        }  # fmt: skip


class NarrowForm(forms.Form):
    """By what results are filtered; whatever is no such value filters nothing."""

    category = forms.ChoiceField(
        choices=[("", _("Everything")), *Category.choices], required=False, label=_("What is counted")
    )
    status = forms.ChoiceField(choices=[("", _("Any status")), *Status.choices], required=False, label=_("Status"))

    def __init__(self, *args: Any, viewer: Viewer, operation: Operation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["site"] = forms.ModelChoiceField(
            queryset=Site.objects.under(viewer, operation), required=False, label=_("Where"), empty_label=_("Anywhere")
        )
        self.fields["agency"] = forms.ModelChoiceField(
            queryset=Agency.objects.all(), required=False, widget=forms.HiddenInput
        )
        self.fields["doubled"] = forms.BooleanField(required=False, widget=forms.HiddenInput)
        self.fields["day"] = forms.DateField(required=False, widget=forms.HiddenInput)
        self.fields["nationality"] = TextLine(max_length=2, required=False, widget=forms.HiddenInput)


class MarkForm(forms.Form):
    """A verdict with its reason."""

    status = forms.ChoiceField(choices=[s for s in Status.choices if s[0] != Status.REPORTED])
    reason = TextLine(max_length=500, required=False, label=_("Reason"))


class CorrectionForm(forms.Form):
    """How many fewer, and why."""

    quantity = forms.IntegerField(min_value=1, max_value=MOST, label=_("How many fewer"))
    reason = TextLine(max_length=500, label=_("Reason"))
