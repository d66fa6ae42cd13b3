"""What the API says of meetings and takes for them: explicit fields, one serializer per shape."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from access import api
from access.viewer import Viewer
from agencies.models import Agency
from cases.codes import Outcome, State
from cases.models import Case
from cases.plan.codes import ActionState
from cases.plan.models import Action
from cases.plan.serializers import AgencyOfCase, taking_part
from cases.reviews.codes import Category, Kind, ReviewState, Seat
from cases.reviews.fields import AgencyById
from cases.reviews.models import AgendaItem, Review
from cases.reviews.models.figure import MOST
from cases.reviews.reading import Sitting
from cases.serializers import AgencyLine


class SeatLine(serializers.Serializer[Any]):
    """An agency's seat."""

    agency = AgencyLine()
    state = serializers.ChoiceField(choices=Seat.choices)


class ReviewOut(serializers.Serializer[Any]):
    """A meeting. `since`: the day from which it counts; null: since the meeting that it follows."""

    id = serializers.UUIDField()
    title = serializers.CharField()
    kind = serializers.ChoiceField(choices=Kind.choices)
    place = serializers.CharField()
    note = serializers.CharField()
    starts_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField()
    since = serializers.DateField(allow_null=True)
    state = serializers.ChoiceField(choices=ReviewState.choices)
    host = AgencyLine(source="originator")
    seats = SeatLine(many=True, source="live_seats")
    version = serializers.IntegerField()
    opened_at = serializers.DateTimeField(allow_null=True)
    closed_at = serializers.DateTimeField(allow_null=True)


class TileOut(serializers.Serializer[Any]):
    """A figure of the comparison."""

    name = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # DRF takes declared fields out of the class
    number = serializers.IntegerField()


class ReviewDetail(ReviewOut):
    """A meeting with what was done since the one before, in the cases that the viewer sees."""

    follows = serializers.SerializerMethodField()
    comparison = serializers.SerializerMethodField()
    sentence = serializers.SerializerMethodField()

    def get_follows(self, review: Any) -> str | None:
        """Id of the meeting before, where the viewer sees it."""
        before = self._sitting.before()
        return str(before.pk) if before else None

    def get_comparison(self, review: Any) -> list[dict[str, Any]]:
        """Figures in their order, without zeros."""
        return TileOut(self._sitting.tiles(), many=True).data  # type: ignore[return-value]

    def get_sentence(self, review: Any) -> str:
        """The same in words."""
        return self._sitting.sentence()

    @property
    def _sitting(self) -> Sitting:
        sitting: Sitting = self.context["sitting"]
        return sitting


class ReviewPage(serializers.Serializer[Any]):
    """A page of meetings."""

    results = ReviewOut(many=True)
    older = serializers.CharField(allow_null=True)
    newer = serializers.CharField(allow_null=True)


class ItemOut(serializers.Serializer[Any]):
    """A case on the agenda."""

    id = serializers.UUIDField()
    case = serializers.UUIDField(source="case_id")
    title = serializers.CharField(source="case.title")
    put_up_by = AgencyLine(source="agency")
    topic = serializers.CharField()
    achieved = serializers.CharField()
    agreed = serializers.CharField()
    discussed_at = serializers.DateTimeField(allow_null=True)
    version = serializers.IntegerField()


class DecisionOut(serializers.Serializer[Any]):
    """A decision as it was taken, and the item of the plan that it became."""

    id = serializers.UUIDField()
    text = serializers.CharField()
    owner = AgencyLine()
    due = serializers.DateField(allow_null=True)
    only = serializers.ListField(child=serializers.UUIDField())
    action = serializers.UUIDField(source="action_id")
    agency = AgencyLine()
    created_at = serializers.DateTimeField()


class FigureOut(serializers.Serializer[Any]):
    """A figure stated by hand."""

    id = serializers.UUIDField()
    category = serializers.ChoiceField(choices=Category.choices)
    number = serializers.IntegerField()
    source = serializers.CharField()  # type: ignore[assignment]
    item = serializers.UUIDField(source="item_id", allow_null=True)
    agency = AgencyLine()
    author = serializers.CharField(source="author.name")
    created_at = serializers.DateTimeField()


class TodoOut(serializers.Serializer[Any]):
    """A line of the minutes."""

    action = serializers.UUIDField()
    text = serializers.CharField()
    owner = serializers.CharField()
    day = serializers.DateField(source="date", allow_null=True)
    state = serializers.ChoiceField(choices=ActionState.choices)


class StatedOut(serializers.Serializer[Any]):
    """A figure in the minutes."""

    category = serializers.ChoiceField(choices=Category.choices)
    number = serializers.IntegerField()
    source = serializers.CharField()  # type: ignore[assignment]
    agency = serializers.CharField()


class ContentOut(serializers.Serializer[Any]):
    """One case in the minutes. `counts` maps the name of a figure to its number."""

    item = serializers.UUIDField()
    case = serializers.UUIDField()
    title = serializers.CharField()
    state = serializers.ChoiceField(choices=State.choices)
    outcome = serializers.ChoiceField(choices=[("", ""), *Outcome.choices])
    put_up_by = serializers.CharField()
    topic = serializers.CharField()
    achieved = serializers.CharField()
    agreed = serializers.CharField()
    discussed = serializers.BooleanField()
    decisions = TodoOut(many=True)
    carried = TodoOut(many=True)
    done = TodoOut(many=True)
    counts = serializers.DictField(child=serializers.IntegerField())
    stated = StatedOut(many=True)


class MinutesOut(serializers.Serializer[Any]):
    """Minutes: `fixed` once the meeting is closed."""

    fixed = serializers.BooleanField()
    cases = ContentOut(many=True)


def list_of(shape: Any) -> Any:
    """A body with all `results` of one shape."""
    return type(f"{shape.__name__}List", (serializers.Serializer,), {"results": shape(many=True)})


class ReviewIn(api.Serializer):
    """A new meeting; `agencies` are invited."""

    title = api.PlainText(max_length=200)
    kind = serializers.ChoiceField(choices=Kind.choices, required=False)
    place = api.PlainText(max_length=200, required=False, allow_blank=True)
    note = api.PlainText(max_length=5_000, multiline=True, required=False, allow_blank=True)
    starts_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField()
    since = serializers.DateField(required=False, allow_null=True)
    follows = serializers.UUIDField(required=False, allow_null=True)
    agencies = serializers.ListField(child=serializers.UUIDField(), required=False, max_length=200)

    def validate_follows(self, pk: Any) -> Review | None:
        """The meeting before, one that the viewer sees."""
        found = Review.objects.visible_to(self._viewer).filter(pk=pk).first() if pk else None
        if pk and found is None:
            raise serializers.ValidationError(_("Choose a meeting of your agency."))
        return found

    def validate_agencies(self, ids: list[Any]) -> list[Agency]:
        """The agencies; whether they can be invited is for the verb."""
        found = list(Agency.objects.filter(pk__in=ids).order_by("name"))
        if len(found) != len(set(ids)):
            raise serializers.ValidationError(_("There is no such agency."))
        return found

    @property
    def _viewer(self) -> Viewer:
        viewer: Viewer = self.context["viewer"]
        return viewer


class ReviewEdit(ReviewIn):
    """A change of a meeting; `version` is the one the writer read."""

    title = api.PlainText(max_length=200, required=False)
    starts_at = serializers.DateTimeField(required=False)
    ends_at = serializers.DateTimeField(required=False)
    follows = None  # type: ignore[assignment]
    agencies = None  # type: ignore[assignment]
    version = serializers.IntegerField(min_value=1, max_value=2**31 - 1)


class ItemIn(api.Serializer):
    """A case for the agenda."""

    case = serializers.UUIDField()
    topic = api.PlainText(max_length=2_000, multiline=True, required=False, allow_blank=True)

    def validate_case(self, pk: Any) -> Case:
        """A case that the viewer reads; the same error for one that is absent."""
        found = Case.objects.permitted(self.context["viewer"], "case.read").filter(pk=pk).first()
        if found is None:
            raise serializers.ValidationError(_("Choose a case that your agency takes part in."))
        return found


class TextsIn(api.Serializer):
    """What is written of a case; `version` is the one the writer read."""

    topic = api.PlainText(max_length=2_000, multiline=True, required=False, allow_blank=True)
    achieved = api.PlainText(max_length=10_000, multiline=True, required=False, allow_blank=True)
    agreed = api.PlainText(max_length=10_000, multiline=True, required=False, allow_blank=True)
    version = serializers.IntegerField(min_value=1, max_value=2**31 - 1)


class DecisionIn(api.Serializer):
    """A decision: a new item of the plan (`text`, `agency`), or the id of one that stands (`action`)."""

    text = api.PlainText(max_length=2_000, multiline=True, required=False, allow_blank=True)
    agency = AgencyOfCase(required=False)
    due = serializers.DateField(required=False, allow_null=True)
    only = serializers.ListField(child=serializers.UUIDField(), required=False, default=list, max_length=200)
    action = serializers.UUIDField(required=False, allow_null=True)

    def validate_only(self, ids: list[Any]) -> list[Agency]:
        """The agencies; all of them take part."""
        return taking_part(self.context["viewer"], self.context["case"], ids)

    def validate_action(self, pk: Any) -> Action | None:
        """An item of this case's plan that the viewer sees; the same error for any other id."""
        if pk is None:
            return None
        found = Action.objects.under(self.context["viewer"], self.context["case"]).filter(pk=pk).first()
        if found is None:
            raise serializers.ValidationError(_("Choose one that is in this case."))
        return found


class FigureIn(api.Serializer):
    """A figure; `item` is the id of a case on this agenda."""

    category = serializers.ChoiceField(choices=Category.choices)
    number = serializers.IntegerField(min_value=1, max_value=MOST)
    source = api.PlainText(max_length=300)  # type: ignore[assignment]
    item = serializers.UUIDField(required=False, allow_null=True)

    def validate_item(self, pk: Any) -> AgendaItem | None:
        """A case of this agenda that the viewer sees; the same error for any other id."""
        if pk is None:
            return None
        rows = AgendaItem.objects.visible_to(self.context["viewer"]).filter(review=self.context["review"])
        found = rows.select_related("case", "review").filter(pk=pk).first()
        if found is None:
            raise serializers.ValidationError(_("Choose a case that is on this agenda."))
        return found


SENT_AS: dict[str, Any] = {
    "agency": ("agency", lambda: AgencyById(help_text="Id of an agency.")),
    "guest": ("agency", lambda: AgencyById(help_text="Id of an agency that has a seat.")),
    "reason": ("reason", lambda: api.PlainText(max_length=500, required=False, allow_blank=True)),
}
