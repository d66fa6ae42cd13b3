"""What the API says of the chronology and takes for it."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from access import api
from agencies.countries import validate_country
from cases.chronology.codes import Located, OnTheWay
from cases.chronology.models import Route
from cases.chronology.models.entry import MOST_SUBJECTS
from cases.chronology.models.route import MOST_STOPS
from cases.chronology.placing import Spot
from cases.links.serializers import SubjectOfCase
from cases.naming.dates import PartialDate
from cases.serializers import AgencyLine, EntryOut, NoteIn


class Named(serializers.Serializer[Any]):
    """A subject or a route as an entry names it."""

    id = serializers.UUIDField()
    name = serializers.CharField(source="__str__")


class HappenedOut(serializers.Serializer[Any]):
    """An entry. `at` and `until` are a year, a month, a day or a time in ISO 8601; an empty source is the agency."""

    id = serializers.UUIDField()
    at = serializers.CharField()
    until = serializers.CharField()
    text = serializers.CharField()
    place = serializers.CharField()
    country = serializers.CharField()
    lat = serializers.FloatField(allow_null=True)
    lon = serializers.FloatField(allow_null=True)
    located = serializers.ChoiceField(choices=Located.choices)
    source = serializers.CharField()  # type: ignore[assignment]
    subjects = serializers.SerializerMethodField()
    role = serializers.ChoiceField(choices=[("", ""), *OnTheWay.choices])
    route = Named(source="way", allow_null=True)
    agency = AgencyLine()
    author = serializers.CharField(source="author.name")
    only = serializers.ListField(child=serializers.UUIDField())
    version = serializers.IntegerField()
    created_at = serializers.DateTimeField()

    def get_subjects(self, entry: Any) -> list[dict[str, str]]:
        """The subjects it names that the viewer may know of: id and name."""
        named = self.context["subjects"].get(entry.pk, [])
        return [{"id": str(subject.pk), "name": subject.label} for subject in named]


class HappenedPage(serializers.Serializer[Any]):
    """A page of entries, the newest written first."""

    results = HappenedOut(many=True)
    older = serializers.CharField(allow_null=True)


class MomentText(api.PlainText):
    """A date as people write it (2017, 2017-03, 12 March 2560), or a time in ISO 8601 with its distance from UTC."""

    def to_internal_value(self, data: Any) -> str:
        value = super().to_internal_value(data)
        try:
            if "T" in value and datetime.fromisoformat(value).tzinfo:
                return value
            return PartialDate.parse(value).iso if value else value
        except ValidationError as error:
            raise serializers.ValidationError(error.messages) from None
        except ValueError:
            raise serializers.ValidationError(_("This is not a time. Write 2017-03-12T06:00+07:00.")) from None


@extend_schema_field(OpenApiTypes.UUID)
class RouteOfCase(serializers.Field[Any, Any, Any, Any]):
    """A route by its id, of those that the viewer sees in the case of the address; null for none."""

    default_error_messages = {"unknown": _("Choose one that is in this case.")}

    def to_internal_value(self, data: Any) -> Route:
        """The route."""
        rows = Route.objects.under(self.context["viewer"], self.context["case"])
        try:
            found = rows.select_related("case").filter(pk=serializers.UUIDField().run_validation(data)).first()
        except (serializers.ValidationError, ValidationError):
            found = None
        if found is None:
            self.fail("unknown")
        return found

    def to_representation(self, value: Any) -> Any:
        return str(value.pk)


def _country(code: str) -> None:
    if code:
        validate_country(code)


class Where(api.Serializer):
    """A place by its name, or by its coordinates."""

    place = api.PlainText(max_length=200, required=False, allow_blank=True)
    country = serializers.CharField(max_length=2, required=False, allow_blank=True, validators=[_country])
    lat = serializers.FloatField(min_value=-90, max_value=90, required=False, allow_null=True)
    lon = serializers.FloatField(min_value=-180, max_value=180, required=False, allow_null=True)


class Facts(Where):
    """What is said of something that happened."""

    at = MomentText(max_length=60)
    until = MomentText(max_length=60, required=False, allow_blank=True)
    text = api.PlainText(max_length=20_000, multiline=True)
    source = api.PlainText(max_length=500, required=False, allow_blank=True)  # type: ignore[assignment]
    subjects = serializers.ListField(child=SubjectOfCase(), required=False, max_length=MOST_SUBJECTS)
    role = serializers.ChoiceField(choices=[("", ""), *OnTheWay.choices], required=False)
    route = RouteOfCase(required=False, allow_null=True)


class HappenedIn(Facts, NoteIn):
    """A new entry; `only` holds agency ids, the writer's among them."""


class HappenedEdit(Facts):
    """A change of an entry; `version` is the one the writer read."""

    at = MomentText(max_length=60, required=False)
    text = api.PlainText(max_length=20_000, multiline=True, required=False)
    version = serializers.IntegerField(min_value=1, max_value=2**31 - 1)


class StopOut(serializers.Serializer[Any]):
    """A stop of a route."""

    place = serializers.CharField()
    country = serializers.CharField()
    lat = serializers.FloatField()
    lon = serializers.FloatField()
    role = serializers.ChoiceField(choices=OnTheWay.choices)


class RouteOut(serializers.Serializer[Any]):
    """A route; without stops, the entries that name it are its stops."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    note = serializers.CharField()
    stops = StopOut(many=True)
    agency = AgencyLine()
    author = serializers.CharField(source="author.name")
    only = serializers.ListField(child=serializers.UUIDField())
    version = serializers.IntegerField()
    created_at = serializers.DateTimeField()


class RoutePage(serializers.Serializer[Any]):
    """A page of routes, newest first."""

    results = RouteOut(many=True)
    older = serializers.CharField(allow_null=True)


class RouteFacts(api.Serializer):
    """What is said of a route. A stop's role follows from its place in the order."""

    name = api.PlainText(max_length=100)
    note = api.PlainText(max_length=5_000, multiline=True, required=False, allow_blank=True)
    stops = serializers.ListField(child=Where(), required=False, max_length=MOST_STOPS)

    def validate_stops(self, stops: list[dict[str, Any]]) -> list[Spot]:
        """The stops as the verb takes them."""
        return [Spot(**stop) for stop in stops]


class RouteIn(RouteFacts, NoteIn):
    """A new route."""

    text = None  # type: ignore[assignment]


class RouteEdit(RouteFacts):
    """A change of a route; `version` is the one the writer read."""

    name = api.PlainText(max_length=100, required=False)
    version = serializers.IntegerField(min_value=1, max_value=2**31 - 1)


class TimelineLine(serializers.Serializer[Any]):
    """A line of the timeline: an entry, or an event in words; the other is null."""

    at = serializers.DateTimeField()
    entry = HappenedOut(allow_null=True)
    event = EntryOut(allow_null=True)


class TimelinePage(serializers.Serializer[Any]):
    """A page of the timeline; `before` and `after` are sealed cursors in the order that was asked for, or null."""

    results = TimelineLine(many=True)
    before = serializers.CharField(allow_null=True)
    after = serializers.CharField(allow_null=True)


class MapPlace(serializers.Serializer[Any]):
    """An entry on the map."""

    id = serializers.UUIDField()
    lat = serializers.FloatField()
    lon = serializers.FloatField()
    label = serializers.CharField()  # type: ignore[assignment]
    when = serializers.CharField()
    kind = serializers.CharField()
    url = serializers.CharField()
    agency = serializers.CharField()


class MapLeg(serializers.Serializer[Any]):
    """A stop of a line."""

    lat = serializers.FloatField()
    lon = serializers.FloatField()
    label = serializers.CharField()  # type: ignore[assignment]
    role = serializers.CharField()


class MapRoute(serializers.Serializer[Any]):
    """A line on the map."""

    id = serializers.UUIDField()
    label = serializers.CharField()  # type: ignore[assignment]
    legs = MapLeg(many=True)


class MapOut(serializers.Serializer[Any]):
    """The map of a case."""

    places = MapPlace(many=True)
    routes = MapRoute(many=True)
