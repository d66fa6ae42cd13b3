"""Parsing of what people type about the plan; every choice is scoped to the viewer."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from access.viewer import Viewer
from agencies.models import Agency
from cases.codes import Level, Part
from cases.models import Case
from cases.plan.models.action import LONGEST
from coordination_center.fields import TextArea, TextLine


def participants(case: Case, viewer: Viewer, **having: Any) -> Any:
    """The agencies that take part in the case now, as the viewer sees them."""
    parts = case.participations.visible_to(viewer).filter(state=Part.ACTIVE, **having)
    return Agency.objects.filter(pk__in=parts.values("agency")).order_by("name")


def working(case: Case, viewer: Viewer) -> Any:
    """Those of them that work on it, and so may have something to do."""
    return participants(case, viewer, level__in=[Level.LEAD, Level.PARTNER])


class DayField(forms.DateField):
    """A day, chosen in the browser's own calendar."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class ActionForm(forms.Form):
    """A new item."""

    text = TextArea(max_length=LONGEST, label=_("What is to be done"), widget=forms.Textarea(attrs={"rows": 3}))
    agency = forms.ModelChoiceField(queryset=Agency.objects.none(), label=_("By which agency"), empty_label=None)
    due = DayField(required=False, label=_("Until"), help_text=_("Leave empty where no day is agreed."))
    only = forms.ModelMultipleChoiceField(
        queryset=Agency.objects.none(),
        required=False,
        label=_("Only for"),
        help_text=_("Leave empty for all participants. Otherwise tick your own agency and the one that does it."),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, viewer: Viewer, case: Case, leads: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["agency"].queryset = working(case, viewer)
        fields["agency"].initial = viewer.agency_id
        if not leads:
            fields["agency"].help_text = _("For another agency it is a proposal, until that agency takes it on.")
        fields["only"].queryset = participants(case, viewer)


class EditActionForm(forms.Form):
    """What is to be done, and until when; carries the version that the writer read."""

    text = ActionForm.base_fields["text"]
    due = ActionForm.base_fields["due"]
    version = forms.IntegerField(min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)


class CommentForm(forms.Form):
    """A comment."""

    text = TextArea(max_length=5_000, label=_("Comment"))


class ActForm(forms.Form):
    """The form of one verb, made of the fields that `cases.plan.acts` names."""

    def __init__(self, *args: Any, viewer: Viewer, case: Case, names: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.update({name: FIELDS[name](viewer, case) for name in names})


FIELDS: dict[str, Callable[[Viewer, Case], forms.Field]] = {
    "agency": lambda viewer, case: forms.ModelChoiceField(
        queryset=working(case, viewer), label=_("Agency"), empty_label=_("Choose an agency")
    ),
    "reason": lambda viewer, case: TextLine(max_length=500, label=_("Reason")),
    "result": lambda viewer, case: TextArea(max_length=5_000, required=False, label=_("What came of it")),
}
