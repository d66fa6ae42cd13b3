"""What the API says of figures, the map, the queue and answer times."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers


class ReportCountOut(serializers.Serializer[Any]):
    """How many reports under a code (of a code list, a month, or the id of an agency)."""

    code = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    reports = serializers.IntegerField(source="number")


class GradeCountOut(serializers.Serializer[Any]):
    """How many reports of one evaluation: `B2` is source B, information 2."""

    scheme = serializers.ChoiceField(choices=["4x4", "admiralty"])
    grade = serializers.CharField()
    reports = serializers.IntegerField()


class OverviewOut(serializers.Serializer[Any]):
    """Figures over the reports that you may read now; what is withheld from you does not count."""

    total = serializers.IntegerField()
    ours = serializers.IntegerField()
    received = serializers.IntegerField(source="others")
    cut = serializers.BooleanField(help_text="There are more: these figures are over the 5,000 latest alone.")
    grades = serializers.SerializerMethodField()
    months = ReportCountOut(many=True, help_text="The latest 24, without gaps.")
    earlier = serializers.SerializerMethodField()
    forms = ReportCountOut(many=True)
    platforms = ReportCountOut(many=True)
    received_from = ReportCountOut(many=True, source="received", help_text="By originator.")
    given_to = ReportCountOut(
        many=True, source="given", help_text="Your agency’s reports that others hold, by recipient."
    )

    @extend_schema_field(GradeCountOut(many=True))
    def get_grades(self, overview: Any) -> list[dict[str, Any]]:
        """Those that occur."""
        return GradeCountOut(
            [
                {"scheme": matrix.scheme, "grade": figure.code, "reports": figure.number}
                for matrix in overview.grades
                for _source, row in matrix.lines
                for figure in row
                if figure.number
            ],
            many=True,
        ).data  # type: ignore[return-value]

    def get_earlier(self, overview: Any) -> int:
        """How many reports lie before the months."""
        return overview.earlier.number if overview.earlier else 0


class MapSpotOut(serializers.Serializer[Any]):
    """A place; degrees to two decimals, null where they are not known."""

    name = serializers.CharField()
    country = serializers.CharField(help_text="ISO 3166-1 alpha-2; empty: unknown.")
    lat = serializers.FloatField(allow_null=True)
    lon = serializers.FloatField(allow_null=True)


class MapPlaceOut(MapSpotOut):
    """A place with how many reports say it."""

    name = serializers.CharField(source="spot.name")
    country = serializers.CharField(source="spot.country")
    lat = serializers.FloatField(source="spot.lat", allow_null=True)
    lon = serializers.FloatField(source="spot.lon", allow_null=True)
    reports = serializers.IntegerField(source="number")


class MapRouteOut(serializers.Serializer[Any]):
    """A route from origin to destination with how many reports describe just this one."""

    stops = MapSpotOut(many=True)
    reports = serializers.IntegerField(source="number")


class ReportMapOut(serializers.Serializer[Any]):
    """Places and routes that are not withheld from you, those of most reports first."""

    places = serializers.SerializerMethodField()
    routes = MapRouteOut(many=True, source="ways")
    more = serializers.BooleanField(help_text="Whether there are others, of fewer reports.")
    cut = serializers.BooleanField(help_text="There are more reports: this is of the 5,000 latest alone.")

    @extend_schema_field(MapPlaceOut(many=True))
    def get_places(self, drawn: Any) -> list[dict[str, Any]]:
        """With coordinates first."""
        return MapPlaceOut([*drawn.places, *drawn.unplaced], many=True).data  # type: ignore[return-value]


class QueueItemOut(serializers.Serializer[Any]):
    """One thing that waits. `ours`: the next step is the acting agency's; `due_at` null: no clock runs."""

    kind = serializers.ChoiceField(choices=["rfi", "release", "offer", "recall", "hit", "contact", "standing"])
    title = serializers.CharField()
    agency = serializers.CharField()
    url = serializers.CharField()
    due_at = serializers.DateTimeField(source="due", allow_null=True)
    ours = serializers.BooleanField()


class QueueOut(serializers.Serializer[Any]):
    """What the acting agency owes, and what it asked; what is due first on top."""

    owed = QueueItemOut(many=True)
    asked = QueueItemOut(many=True)


class AnswerTimeOut(serializers.Serializer[Any]):
    """How fast one pair is in one kind of asking; `median_seconds` is without the time that was asked back."""

    agency = serializers.CharField()
    sent = serializers.IntegerField()
    done = serializers.IntegerField()
    waiting = serializers.IntegerField()

    kind = serializers.ChoiceField(choices=["rfi", "release", "hit"])
    median_seconds = serializers.SerializerMethodField()
    overdue = serializers.IntegerField(source="late")

    def get_median_seconds(self, pair: dict[str, Any]) -> int | None:
        """Whole seconds; null where nothing was answered yet."""
        return int(pair["median"].total_seconds()) if pair["median"] is not None else None


class AnswerTimesOut(serializers.Serializer[Any]):
    """The acting agency's own pairs: how fast others answered it, and it them."""

    asked = AnswerTimeOut(many=True)
    answered = AnswerTimeOut(many=True)
