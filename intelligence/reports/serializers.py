"""What the API says of a report and takes for it: explicit fields. What is withheld is as if it were not there."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from access import api
from cases.chronology.placing import Spot, spot
from cases.codes import Handling, Tlp
from cases.models import Case
from cases.serializers import AgencyLine
from cases.subjects.api.bodies import NameIn, NumberIn, PartialDayField
from cases.subjects.api.shapes import NameOut, NumberOut
from cases.subjects.codes import Kind, Notice, Role
from cases.subjects.models import Name, Number
from intelligence.grades import Scheme
from intelligence.reports.codes import Circle, Exploitation, Made, PlatformKind, State
from intelligence.reports.models.content import About, Grades, Platform
from intelligence.reports.serializers_files import AttachmentOut
from intelligence.sources.models import Source
from intelligence.sources.registering import choices

LARGEST = 2**31 - 1


class WordingOut(serializers.Serializer[Any]):
    """Title and text in one language."""

    language = serializers.CharField()
    made = serializers.ChoiceField(choices=Made.choices)
    title = serializers.CharField()
    body = serializers.CharField()


class GradesOut(serializers.Serializer[Any]):
    """An evaluation, in the codes of its scheme."""

    scheme = serializers.ChoiceField(choices=Scheme.choices)
    source = serializers.CharField()  # type: ignore[assignment]
    information = serializers.CharField()


class SpotOut(serializers.Serializer[Any]):
    """A place; degrees where they are known."""

    place = serializers.CharField()
    country = serializers.CharField()
    lat = serializers.FloatField(allow_null=True)
    lon = serializers.FloatField(allow_null=True)


class PlatformLine(api.Serializer):
    """A platform, and its kind."""

    kind = serializers.ChoiceField(choices=PlatformKind.choices)
    name = api.PlainText(max_length=100)


class ReportSubjectOut(serializers.Serializer[Any]):
    """Whom or what a report is about."""

    id = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=Kind.choices)
    role = serializers.ChoiceField(choices=[("", ""), *Role.choices])
    born = serializers.CharField()
    nationality = serializers.ListField(child=serializers.CharField())
    names = NameOut(many=True)
    numbers = NumberOut(many=True)
    note = serializers.CharField()


class ReportLine(serializers.Serializer[Any]):
    """A report in a list; `title` is empty where it is withheld."""

    id = serializers.UUIDField()
    reference = serializers.CharField()
    title = serializers.SerializerMethodField()
    originator = AgencyLine()
    state = serializers.ChoiceField(choices=State.choices)
    tlp = serializers.ChoiceField(choices=Tlp.choices)
    handling = serializers.ListField(child=serializers.ChoiceField(choices=Handling.choices))
    handling_note = serializers.CharField()
    updated_at = serializers.DateTimeField()

    def get_title(self, report: Any) -> str:
        """In the reader's language where there is one."""
        return str(self.context["titles"].get(report.pk, ""))


class ReportPage(serializers.Serializer[Any]):
    """A page of reports."""

    results = ReportLine(many=True)
    older = serializers.CharField(allow_null=True)
    newer = serializers.CharField(allow_null=True)


class OriginatorsOut(serializers.Serializer[Any]):
    """What of a report is its originator's alone."""

    author = serializers.CharField(source="report.author.name")
    circle = serializers.ChoiceField(choices=Circle.choices, source="report.circle")
    compartment = serializers.BooleanField(source="report.compartment")
    four_eyes = serializers.BooleanField(source="report.four_eyes")
    tearline_for_hits = serializers.BooleanField(source="report.tearline_for_hits")
    hides_recipients = serializers.BooleanField(source="report.hides_recipients")
    notice = serializers.ChoiceField(choices=Notice.choices, source="report.notice", allow_blank=True)
    case = serializers.UUIDField(source="report.case_id", allow_null=True)
    source = serializers.UUIDField(source="report.source_id", allow_null=True)  # type: ignore[assignment]
    tearline = serializers.CharField()
    version = serializers.IntegerField(source="report.version")


class SheetOut(serializers.Serializer[Any]):
    """A report as the acting agency may read it; `own` is null for all but its originator."""

    id = serializers.UUIDField(source="report.pk")
    reference = serializers.CharField(source="report.reference")
    originator = AgencyLine(source="report.originator")
    state = serializers.ChoiceField(choices=State.choices, source="report.state")
    tlp = serializers.ChoiceField(choices=Tlp.choices, source="report.tlp")
    handling = serializers.ListField(child=serializers.ChoiceField(choices=Handling.choices), source="report.handling")
    handling_note = serializers.CharField(source="report.handling_note")
    exploitation = serializers.ListField(child=serializers.CharField(), source="report.exploitation")
    validated_at = serializers.DateTimeField(source="report.validated_at", allow_null=True)
    updated_at = serializers.DateTimeField(source="report.updated_at")
    wordings = WordingOut(many=True)
    grades = GradesOut(source="grade_codes", allow_null=True)
    place = SpotOut(allow_null=True)
    route = SpotOut(source="stops", many=True)
    platforms = PlatformLine(many=True)
    subjects = ReportSubjectOut(many=True)
    attachments = AttachmentOut(source="files", many=True)
    builds_on = serializers.SerializerMethodField()
    own = serializers.SerializerMethodField()

    def get_builds_on(self, sheet: Any) -> list[str]:
        """Ids of the reports it builds on that you may read."""
        return [str(source.report.pk) for source in sheet.quoted]

    @extend_schema_field(OriginatorsOut(allow_null=True))
    def get_own(self, sheet: Any) -> dict[str, Any] | None:
        """See `OriginatorsOut`; null for a recipient."""
        return dict(OriginatorsOut(sheet).data) if sheet.mine else None


# --- what is taken
class GradesIn(api.Serializer):
    """An evaluation: 4x4 letters A, B, C, X with 1 to 4, or Admiralty a to f with 1 to 6."""

    scheme = serializers.ChoiceField(choices=Scheme.choices)
    source = api.PlainText(max_length=1)  # type: ignore[assignment]
    information = api.PlainText(max_length=1)

    def validate(self, data: dict[str, Any]) -> Grades:
        """The grades as the verbs take them, which judge them."""
        return Grades(**data)


class SpotIn(api.Serializer):
    """A place by its name or coordinates; a name that means one place alone is put on the map."""

    place = api.PlainText(max_length=200)
    country = api.PlainText(max_length=2, required=False, allow_blank=True, default="")
    lat = serializers.FloatField(required=False, allow_null=True, default=None)
    lon = serializers.FloatField(required=False, allow_null=True, default=None)

    def validate(self, data: dict[str, Any]) -> Spot:
        """The place as the verbs take it."""
        return spot(**data)


class AboutIn(api.Serializer):
    """Whom or what a report is about."""

    names = NameIn(many=True)
    numbers = NumberIn(many=True, required=False, default=list)
    kind = serializers.ChoiceField(choices=Kind.choices, default=Kind.PERSON)
    role = serializers.ChoiceField(choices=Role.choices, required=False, allow_blank=True, default="")
    born = PartialDayField(default="")
    nationality = serializers.ListField(child=serializers.CharField(max_length=2), required=False, default=list)
    note = api.PlainText(max_length=20_000, multiline=True, required=False, allow_blank=True, default="")

    def validate(self, data: dict[str, Any]) -> About:
        """The subject as the verbs take it."""
        names = [name if isinstance(name, Name) else Name(**name) for name in data.pop("names")]
        numbers = [one if isinstance(one, Number) else Number(**one) for one in data.pop("numbers")]
        return About(names=names, numbers=numbers, **data)


class MarkingIn(api.Serializer):
    """TLP, handling codes and circle."""

    tlp = serializers.ChoiceField(choices=Tlp.choices, required=False)
    handling = serializers.ListField(child=serializers.ChoiceField(choices=Handling.choices), required=False)
    handling_note = api.PlainText(max_length=2_000, required=False, allow_blank=True)
    circle = serializers.ChoiceField(choices=Circle.choices, required=False)


class MarkingEdit(MarkingIn):
    """A change of the marking; `version` is the one the writer read."""

    version = serializers.IntegerField(min_value=1, max_value=LARGEST)


class ContentIn(api.Serializer):
    """What a report says, and what stands on its cover."""

    language = api.PlainText(max_length=10)
    title = api.PlainText(max_length=200, required=False)
    body = api.PlainText(max_length=100_000, multiline=True, required=False)
    tearline = api.PlainText(max_length=2_000, multiline=True, required=False, allow_blank=True)
    grades = GradesIn(required=False)
    place = SpotIn(required=False, allow_null=True)
    route = SpotIn(many=True, required=False)
    platforms = PlatformLine(many=True, required=False)
    exploitation = serializers.ListField(child=serializers.ChoiceField(choices=Exploitation.choices), required=False)
    four_eyes = serializers.BooleanField(required=False)
    tearline_for_hits = serializers.BooleanField(
        required=False, help_text="The tear-line also goes to who comes from a hit and does not know the report."
    )
    hides_recipients = serializers.BooleanField(required=False)
    notice = serializers.ChoiceField(choices=Notice.choices, required=False, allow_blank=True)
    source = serializers.UUIDField(required=False, allow_null=True)  # type: ignore[assignment]
    case = serializers.UUIDField(required=False, allow_null=True)

    def validate_platforms(self, said: list[dict[str, str]]) -> list[Platform]:
        """The platforms as the verbs take them."""
        return [Platform(**one) for one in said]

    def validate_source(self, pk: Any) -> Source | None:
        """A source of the acting agency."""
        if pk is None:
            return None
        found = choices(self.context["viewer"]).filter(pk=pk).first()
        if found is None:
            raise serializers.ValidationError(_("Choose a source of your own agency."))
        return found

    def validate_case(self, pk: Any) -> Case | None:
        """A case that the viewer reads."""
        if pk is None:
            return None
        found = Case.objects.visible_to(self.context["viewer"]).filter(pk=pk).first()
        if found is None:
            raise serializers.ValidationError(_("Choose a case that you read."))
        return found


class ReportIn(ContentIn, MarkingIn):
    """A new report; `compartment`: for you alone, until you name others."""

    title = api.PlainText(max_length=200)
    body = api.PlainText(max_length=100_000, multiline=True)
    subjects = AboutIn(many=True, required=False)
    compartment = serializers.BooleanField(required=False, default=False)


class ReportEdit(ContentIn):
    """A change of a report that is still written; `version` is the one the writer read."""

    version = serializers.IntegerField(min_value=1, max_value=LARGEST)


class TranslationIn(api.Serializer):
    """Title and text in another language."""

    language = api.PlainText(max_length=10)
    made = serializers.ChoiceField(choices=[c for c in Made.choices if c[0] != Made.ORIGINAL])
    title = api.PlainText(max_length=200)
    body = api.PlainText(max_length=100_000, multiline=True)
    version = serializers.IntegerField(min_value=1, max_value=LARGEST)


class QueryIn(api.Serializer):
    """What to search for."""

    q = api.PlainText(max_length=200)


class ReportFound(serializers.Serializer[Any]):
    """A report that was found, by which field."""

    id = serializers.UUIDField(source="report.pk")
    reference = serializers.CharField(source="report.reference")
    title = serializers.CharField()
    originator = AgencyLine(source="report.originator")
    field = serializers.CharField()
    excerpt = serializers.SerializerMethodField()

    def get_excerpt(self, found: Any) -> str:
        """The text around what was found."""
        return "".join(piece.text for piece in found.pieces)
