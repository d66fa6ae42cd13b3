"""Parsing of what people type about meetings; every choice is scoped to the viewer."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from access.paging import page_for
from access.policy import TAKING_PART
from access.viewer import Viewer
from agencies.models import Agency
from cases.models import Case
from cases.plan.codes import PENDING
from cases.plan.forms import DayField, participants, working
from cases.plan.models import Action
from cases.reviews.codes import SEATED, Category, Kind
from cases.reviews.models import AgendaItem, Review
from cases.reviews.models.figure import MOST
from coordination_center.fields import TextArea, TextLine

RECENT = 200  # cases a select offers: those that changed last; any other is put up from its own page


class MomentField(forms.DateTimeField):
    """A day and time in the reader's zone, chosen in the browser's own calendar."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class ReviewForm(forms.Form):
    """A meeting's own fields."""

    title = TextLine(max_length=200, label=_("Title"))
    kind = forms.ChoiceField(choices=Kind, label=_("Kind of meeting"))
    place = TextLine(max_length=200, required=False, label=_("Place"), help_text=_("Everyone invited reads this."))
    starts_at = MomentField(label=_("Begins"), help_text=_("In your own time zone."))
    ends_at = MomentField(label=_("Ends"))
    since = DayField(
        required=False,
        label=_("Compared with"),
        help_text=_("What was done since this day is counted; left empty, since the meeting before was closed."),
    )
    note = TextArea(max_length=5_000, required=False, label=_("What everyone should know"))


class NewReviewForm(ReviewForm):
    """A new meeting, with those it invites and the one it follows."""

    follows = forms.ModelChoiceField(
        queryset=Review.objects.none(), required=False, label=_("The meeting before"), empty_label=_("None"),
        help_text=_("What was done since then is counted, and what was not done is carried over."),
    )  # fmt: skip
    agencies = forms.ModelMultipleChoiceField(
        queryset=Agency.objects.none(), required=False, label=_("Invite"), widget=forms.CheckboxSelectMultiple
    )
    field_order = ("title", "kind", "place", "starts_at", "ends_at", "follows", "since", "note", "agencies")

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["follows"].queryset = Review.objects.visible_to(viewer).order_by("-starts_at", "-id")
        others = Agency.objects.filter(suspended_at=None).exclude(pk=viewer.agency_id)
        fields["agencies"].queryset = others.order_by("name")


class EditReviewForm(ReviewForm):
    """Carries the version that the writer read."""

    version = forms.IntegerField(min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)


class ItemForm(forms.Form):
    """A case for the agenda."""

    case = forms.ModelChoiceField(queryset=Case.objects.none(), label=_("Case"), empty_label=_("Choose a case"))
    topic = TextArea(max_length=2_000, required=False, label=_("What is to be discussed"))

    def __init__(self, *args: Any, viewer: Viewer, taken: Iterable[Any], case: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        recent = page_for(viewer, Case.objects.all(), size=RECENT, levels=TAKING_PART).rows
        offered = ({row.pk for row in recent} | {case}) - set(taken) - {None}
        rows = Case.objects.permitted(viewer, "case.read").filter(pk__in=offered).order_by("title", "id")
        self.fields["case"].queryset = rows  # type: ignore[attr-defined]
        self.fields["case"].initial = case


class TextsForm(forms.Form):
    """What is written of a case at a meeting; carries the version that the writer read."""

    topic = TextArea(max_length=2_000, required=False, label=_("What is to be discussed"))
    achieved = TextArea(max_length=10_000, required=False, label=_("What was achieved, in words"))
    agreed = TextArea(max_length=10_000, required=False, label=_("What was agreed, in words"))
    version = forms.IntegerField(min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)


class DecisionForm(forms.Form):
    """A new item of the plan, or one that stands on it."""

    text = TextArea(max_length=2_000, required=False, label=_("What is to be done"), widget=forms.Textarea({"rows": 2}))
    agency = forms.ModelChoiceField(queryset=Agency.objects.none(), required=False, label=_("By which agency"))
    due = DayField(required=False, label=_("Until"))
    only = forms.ModelMultipleChoiceField(
        queryset=Agency.objects.none(), required=False, label=_("Only for"), widget=forms.CheckboxSelectMultiple,
        help_text=_("Leave empty for all participants. Otherwise tick your own agency and the one that does it."),
    )  # fmt: skip
    action = forms.ModelChoiceField(
        queryset=Action.objects.none(), required=False, label=_("Or an item that is on the plan already"),
        empty_label=_("None: write a new one"),
    )  # fmt: skip

    def __init__(self, *args: Any, viewer: Viewer, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["agency"].queryset = working(case, viewer)
        fields["agency"].empty_label = _("Choose an agency")
        fields["only"].queryset = participants(case, viewer)
        fields["action"].queryset = Action.objects.under(viewer, case).filter(state__in=PENDING).order_by("due", "id")


class FigureForm(forms.Form):
    """A figure stated by hand."""

    category = forms.ChoiceField(choices=[("", _("Choose what is counted")), *Category.choices], label=_("What"))
    number = forms.IntegerField(min_value=1, max_value=MOST, label=_("How many"))
    source = TextLine(max_length=300, label=_("By whose word"))
    item = forms.ModelChoiceField(
        queryset=AgendaItem.objects.none(), required=False, label=_("In which case"), empty_label=_("In no one case")
    )

    def __init__(self, *args: Any, viewer: Viewer, review: Review, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        items: Any = self.fields["item"]
        items.queryset = AgendaItem.objects.visible_to(viewer).filter(review=review).select_related("case", "review")
        items.label_from_instance = lambda item: item.case.title


class ActForm(forms.Form):
    """The form of one verb, made of the fields that `cases.reviews.acts` names."""

    def __init__(self, *args: Any, viewer: Viewer, review: Any, names: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in names:
            field, made = FIELDS[name]
            self.fields[field] = made(review)


def _agencies(rows: Any) -> forms.Field:
    return forms.ModelChoiceField(queryset=rows.order_by("name"), label=_("Agency"), empty_label=_("Choose an agency"))


def _guests(review: Any) -> Any:
    return Agency.objects.filter(pk__in=[seat.agency_id for seat in review.live_seats if seat.state in SEATED])


def _others(review: Any) -> Any:
    seated = [review.originator_id, *(seat.agency_id for seat in review.live_seats)]
    return Agency.objects.filter(suspended_at=None).exclude(pk__in=seated)


FIELDS: dict[str, tuple[str, Callable[[Any], forms.Field]]] = {
    "agency": ("agency", lambda review: _agencies(_others(review))),
    "guest": ("agency", lambda review: _agencies(_guests(review))),
    "reason": ("reason", lambda review: TextLine(max_length=500, required=False, label=_("Reason"))),
}
