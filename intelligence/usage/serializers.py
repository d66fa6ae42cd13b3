"""What the API says of the use of reports and takes for it: explicit fields."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from access import api
from cases.serializers import AgencyLine
from intelligence.reports.codes import State
from intelligence.reports.models import Report
from intelligence.reports.reading import reports
from intelligence.usage.kinds import kind_of


class UsedReport(serializers.Serializer[Any]):
    """The cover of an attached report; `title` is empty where it is withheld."""

    id = serializers.UUIDField(source="report.pk")
    reference = serializers.CharField(source="report.reference")
    title = serializers.CharField()
    originator = AgencyLine(source="report.originator")
    state = serializers.ChoiceField(choices=State.choices, source="report.state")
    tlp = serializers.CharField(source="report.tlp")
    handling = serializers.ListField(child=serializers.CharField(), source="report.handling")


class UseOut(serializers.Serializer[Any]):
    """A report in a case: `kind` and `record` name a legal request in it, or are empty."""

    id = serializers.UUIDField(source="use.pk")
    case = serializers.UUIDField(source="use.case_id")
    report = UsedReport(source="*")
    agency = AgencyLine(source="use.agency")
    kind = serializers.CharField(source="use.kind")
    record = serializers.UUIDField(source="use.record", allow_null=True)
    created_at = serializers.DateTimeField(source="use.created_at")


class UsePage(serializers.Serializer[Any]):
    """A page of attached reports."""

    results = UseOut(many=True)
    older = serializers.CharField(allow_null=True)


class DerivedOut(serializers.Serializer[Any]):
    """What another agency made of a report: `name` is empty where its originator may not know it."""

    agency = AgencyLine()
    what = serializers.CharField()
    name = serializers.CharField()
    state = serializers.CharField()


class UsesOut(serializers.Serializer[Any]):
    """Where a report is used: as the acting agency sees it, and for its originator what others made of it."""

    results = UseOut(many=True)
    derived = DerivedOut(many=True)


class UseIn(api.Serializer):
    """A report to attach; `kind` and `record` name a legal request of the case."""

    report = serializers.UUIDField()
    kind = api.PlainText(max_length=20, required=False, allow_blank=True, default="")
    record = serializers.UUIDField(required=False, allow_null=True, default=None)

    def validate_report(self, pk: Any) -> Report:
        """A report that the viewer reads."""
        rows: Any = reports()
        found: Report | None = rows.visible_to(self.context["viewer"]).filter(pk=pk).first()
        if found is None:
            raise serializers.ValidationError(_("Choose a report that you read."))
        return found

    def validate_kind(self, kind: str) -> str:
        """A kind of legal request, or none."""
        if kind and kind_of(kind) is None:
            raise serializers.ValidationError(_("Choose from the list."))
        return kind
