"""What the API says of a line of the release ledger and takes for it: explicit fields."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from access import api
from agencies.models import Agency, Membership
from cases.serializers import AgencyLine
from intelligence.releases.codes import Learned, Leave, Said, State, Urgency
from intelligence.releases.models.terms import Terms
from intelligence.releases.reading import told_until
from intelligence.reports.codes import Piece


class ReleaseLine(serializers.Serializer[Any]):
    """A line of the ledger in a list."""

    id = serializers.UUIDField()
    owner = AgencyLine()
    asker = AgencyLine()
    state = serializers.ChoiceField(choices=State.choices)
    reference = serializers.CharField()
    purpose = serializers.CharField()
    legal_basis = serializers.CharField()
    urgency = serializers.ChoiceField(choices=Urgency.choices)
    learned = serializers.ChoiceField(choices=Learned.choices)
    due_at = serializers.DateTimeField(allow_null=True)
    until = serializers.SerializerMethodField()
    reason = serializers.CharField()
    acknowledged_at = serializers.DateTimeField(allow_null=True)
    created_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()
    version = serializers.IntegerField()

    def get_until(self, release: Any) -> str | None:
        """End of the release in ISO 8601; null for none, and while it is not given."""
        until = told_until(release)
        return until.isoformat() if until else None


class ReleasePage(serializers.Serializer[Any]):
    """A page of lines."""

    results = ReleaseLine(many=True)
    older = serializers.CharField(allow_null=True)
    newer = serializers.CharField(allow_null=True)


class MessageOut(serializers.Serializer[Any]):
    """What one side said to the other."""

    kind = serializers.ChoiceField(choices=Said.choices)
    agency = AgencyLine()
    text = serializers.CharField()
    created_at = serializers.DateTimeField()


class OwnersOut(serializers.Serializer[Any]):
    """What of a line is its owner's alone; `digest` is of the report's content now, and goes into an approval."""

    withheld = serializers.ListField(child=serializers.ChoiceField(choices=Piece.choices), source="release.withheld")
    until = serializers.DateTimeField(source="ends", allow_null=True)
    awaits_confirmation = serializers.BooleanField(source="release.awaits_confirmation")
    look_due_at = serializers.DateTimeField(source="release.look_due_at", allow_null=True)
    digest = serializers.SerializerMethodField()

    def get_digest(self, line: Any) -> str | None:
        """SHA-256 in hex; null where the report is not yours to read."""
        return line.sheet.report.digest() if line.sheet else None


class ReleaseOut(serializers.Serializer[Any]):
    """One line, from the acting agency's side; `report` is the id of the report where it may be read.

    `leave`: what the recipient may do with it beyond reading, while the release is live.
    """

    release = ReleaseLine()
    wanted = serializers.ListField(child=serializers.ChoiceField(choices=Piece.choices), source="release.wanted")
    wanted_leave = serializers.ListField(
        child=serializers.ChoiceField(choices=Leave.choices), source="release.wanted_leave"
    )
    leave = serializers.SerializerMethodField()
    messages = MessageOut(many=True)
    report = serializers.SerializerMethodField()
    own = serializers.SerializerMethodField()

    def get_report(self, line: Any) -> str | None:
        """Its id, null where there is none to read."""
        return str(line.sheet.report.pk) if line.sheet else None

    @extend_schema_field(serializers.ListField(child=serializers.ChoiceField(choices=Leave.choices)))
    def get_leave(self, line: Any) -> list[str]:
        """As the line shows it to this side."""
        return [str(one) for one in line.leave]

    @extend_schema_field(OwnersOut(allow_null=True))
    def get_own(self, line: Any) -> dict[str, Any] | None:
        """See `OwnersOut`; null for the asking side."""
        return dict(OwnersOut(line).data) if line.owns else None


class _OfAgency(api.Serializer):
    def agency(self, pk: Any) -> Agency:
        """The agency of this id."""
        found = Agency.objects.filter(pk=pk).first()
        if found is None:
            raise serializers.ValidationError(_("There is no such agency."))
        return found


class RequestIn(_OfAgency):
    """A request for a report, by its `reference` or upon a `hit`, the id of your own question that named this owner.

    `for_me`: for you alone, not for your whole agency.
    """

    owner = serializers.UUIDField()
    reference = api.PlainText(max_length=200, required=False, allow_blank=True, default="")
    hit = serializers.UUIDField(required=False, allow_null=True, default=None)
    learned = serializers.ChoiceField(choices=[c for c in Learned.choices if c[0] != Learned.OFFER], required=False)
    purpose = api.PlainText(max_length=500)
    legal_basis = api.PlainText(max_length=500, required=False, allow_blank=True)
    urgency = serializers.ChoiceField(choices=Urgency.choices, required=False)
    wanted = serializers.ListField(child=serializers.ChoiceField(choices=Piece.choices), required=False)
    wanted_leave = serializers.ListField(child=serializers.ChoiceField(choices=Leave.choices), required=False)
    for_me = serializers.BooleanField(required=False, default=False)

    def validate_owner(self, pk: Any) -> Agency:
        """The agency that is asked."""
        return self.agency(pk)

    def validate(self, data: dict[str, Any]) -> dict[str, Any]:
        """With one of the two ways to say what is meant."""
        if not data["reference"] and not data["hit"]:
            raise serializers.ValidationError({"reference": _("Say which report you ask for.")})
        return data


class TermsIn(api.Serializer):
    """Under which terms; `digest` binds them to the content that was read."""

    withheld = serializers.ListField(child=serializers.ChoiceField(choices=Piece.choices), required=False, default=list)
    leave = serializers.ListField(child=serializers.ChoiceField(choices=Leave.choices), required=False, default=list)
    until = serializers.DateTimeField(required=False, allow_null=True, default=None)
    digest = serializers.CharField(max_length=64, required=False, allow_null=True, default=None)

    def terms(self) -> Terms:
        """The terms as the verbs take them."""
        return Terms(**{name: self.validated_data[name] for name in ("withheld", "leave", "until", "digest")})


class OfferIn(_OfAgency, TermsIn):
    """An offer of a report to an agency, or to one person of it."""

    asker = serializers.UUIDField()
    username = api.PlainText(max_length=150, required=False, allow_blank=True, default="")
    purpose = api.PlainText(max_length=500)
    needs_acceptance = serializers.BooleanField(required=False, default=True)

    def validate_asker(self, pk: Any) -> Agency:
        """The agency that it is offered to."""
        return self.agency(pk)

    def validate(self, data: dict[str, Any]) -> dict[str, Any]:
        """With `person`, where one is named."""
        rows = Membership.objects.live().filter(agency=data["asker"], person__username=data["username"])
        found = rows.select_related("person").first() if data["username"] else None
        if data["username"] and found is None:
            raise serializers.ValidationError({"username": _("There is no such person in this agency.")})
        return data | {"person": found.person if found else None}
