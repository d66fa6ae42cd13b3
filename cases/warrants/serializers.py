"""What the API says of a warrant and takes for it."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from access import api
from agencies.models import Agency
from cases.serializers import AgencyLine
from cases.subjects.models import Subject
from cases.warrants.codes import Channel, State
from cases.warrants.forms import taking_part

CHANNEL = serializers.ChoiceField(choices=Channel.choices, required=False)
VERSION = serializers.IntegerField(min_value=1, max_value=2**31 - 1, required=False)


class SubjectLine(serializers.Serializer[Any]):
    """The person as a warrant names them."""

    id = serializers.UUIDField()
    label = serializers.CharField()  # type: ignore[assignment]


class WarrantOut(serializers.Serializer[Any]):
    """A warrant; `state` is as people see it: expired from the day after its last day."""

    id = serializers.UUIDField()
    case = serializers.UUIDField(source="case_id")
    subject = SubjectLine()
    number = serializers.CharField()
    agency = AgencyLine(help_text="The issuing agency.")
    court = serializers.CharField()
    offence = serializers.CharField()
    issued_on = serializers.DateField(allow_null=True)
    expires_on = serializers.DateField(allow_null=True)
    country = serializers.CharField()
    addressee = AgencyLine(allow_null=True)
    channel = serializers.CharField()
    state = serializers.ChoiceField(choices=State.choices, source="standing")
    renewed = serializers.IntegerField()
    transmitted_at = serializers.DateTimeField(allow_null=True)
    answer_due = serializers.DateTimeField(allow_null=True)
    overdue = serializers.BooleanField()
    expires_soon = serializers.BooleanField(source="soon")
    stopped = serializers.BooleanField(source="subject.stopped")
    acknowledged_at = serializers.DateTimeField(allow_null=True)
    ended_at = serializers.DateTimeField(allow_null=True)
    ended_note = serializers.CharField()
    only = serializers.ListField(child=serializers.UUIDField())
    version = serializers.IntegerField()
    created_at = serializers.DateTimeField()


class WarrantPage(serializers.Serializer[Any]):
    """A page of warrants: a sealed cursor to the older ones, null where there are none."""

    results = WarrantOut(many=True)
    older = serializers.CharField(allow_null=True)


class WarrantEdit(api.Serializer):
    """A change; `version` is the one the writer read."""

    number = api.PlainText(max_length=80, required=False)
    court = api.PlainText(max_length=200, required=False, allow_blank=True)
    offence = api.PlainText(max_length=500, required=False, allow_blank=True)
    issued_on = serializers.DateField(required=False, allow_null=True)
    expires_on = serializers.DateField(required=False, allow_null=True)
    country = api.PlainText(max_length=2, required=False, allow_blank=True)
    addressee = serializers.UUIDField(required=False, allow_null=True)
    channel = serializers.ChoiceField(choices=[("", ""), *Channel.choices], required=False)
    version = serializers.IntegerField(min_value=1, max_value=2**31 - 1)

    def validate_addressee(self, pk: Any) -> Agency | None:
        """The agency; `Invalid` alike for one that takes no part and one that is not there."""
        if pk is None:
            return None
        found = taking_part(self.context["viewer"], self.context["case"]).filter(pk=pk).first()
        if found is None:
            raise serializers.ValidationError(_("Choose an agency that works on this case and sees the person."))
        return found  # type: ignore[no-any-return]


class WarrantIn(WarrantEdit):
    """A new warrant; `only` holds agency ids, the writer's among them."""

    version = None  # type: ignore[assignment]
    number = api.PlainText(max_length=80)
    subject = serializers.UUIDField()
    only = serializers.ListField(child=serializers.UUIDField(), required=False, default=list, max_length=200)

    def validate_subject(self, pk: Any) -> Subject:
        """A person of this case that the viewer sees; anything else is refused alike."""
        found = Subject.objects.under(self.context["viewer"], self.context["case"]).filter(pk=pk).first()
        if found is None:
            raise serializers.ValidationError(_("Choose one that is in this case."))
        return found

    def validate_only(self, ids: list[Any]) -> list[Agency]:
        """The agencies; whether they take part is for the verb."""
        agencies = list(Agency.objects.filter(pk__in=ids))
        if len(agencies) != len(set(ids)):
            raise serializers.ValidationError(_("Only agencies that take part can be readers."))
        return agencies


class Issuance(api.Serializer):
    """The days on the paper; left out, they are as in the draft, or today."""

    issued_on = serializers.DateField(required=False, allow_null=True)
    expires_on = serializers.DateField(required=False, allow_null=True)
    version = VERSION


class Transmission(api.Serializer):
    """The channel; left out, the draft's."""

    channel = CHANNEL
    version = VERSION


class Acknowledgement(api.Serializer):
    """Nothing but, if wanted, the version that was read."""

    version = VERSION


class Execution(api.Serializer):
    """Where and how, in words."""

    note = api.PlainText(max_length=500, required=False, allow_blank=True)
    version = VERSION


class WarrantRenewal(api.Serializer):
    """The new last day."""

    expires_on = serializers.DateField()
    version = VERSION


class WarrantWithdrawal(api.Serializer):
    """The reason, in words."""

    reason = api.PlainText(max_length=500, required=False, allow_blank=True)
    version = VERSION


SENT = {
    "issuance": Issuance,
    "transmission": Transmission,
    "acknowledgement": Acknowledgement,
    "execution": Execution,
    "renewal": WarrantRenewal,
    "withdrawal": WarrantWithdrawal,
    "removal": Acknowledgement,
}
