"""What the API says of an alert and takes for it."""

from typing import Any

from rest_framework import serializers

from access import api
from agencies.languages import LANGUAGES
from cases.alerts.codes import CHOSEN, Given, Ground, Kind, Outcome, Purpose, Sex, Word
from cases.alerts.origins import kinds
from cases.alerts.sheet import MULTILINE, TEXTS
from cases.serializers import AgencyLine


class AlertOut(serializers.Serializer[Any]):
    """An alert as everybody who may know of it sees it: nothing of the person."""

    id = serializers.UUIDField()
    number = serializers.CharField()
    kind = serializers.ChoiceField(choices=Kind.choices)
    issuer = AgencyLine(source="originator")
    ground = serializers.ChoiceField(choices=Ground.choices)
    asked = serializers.IntegerField()
    answered = serializers.IntegerField()
    resent = serializers.IntegerField()
    open = serializers.BooleanField()
    raised_at = serializers.DateTimeField(source="created_at")
    until = serializers.DateTimeField()
    closed_at = serializers.DateTimeField(allow_null=True)
    outcome = serializers.ChoiceField(choices=Outcome.choices, allow_blank=True)


class AlertOrigin(serializers.Serializer[Any]):
    """What it was raised on."""

    type = serializers.CharField()
    id = serializers.UUIDField()


class AlertDetail(AlertOut):
    """With what it was raised on, for whoever may know of that; else null."""

    origin = AlertOrigin(allow_null=True)
    review_due_at = serializers.DateTimeField(allow_null=True)
    reviewed_at = serializers.DateTimeField(allow_null=True)


class AlertsPage(serializers.Serializer[Any]):
    """A page of alerts."""

    results = AlertOut(many=True)
    older = serializers.CharField(allow_null=True)
    newer = serializers.CharField(allow_null=True)


class AlertDeskOut(serializers.Serializer[Any]):
    """A desk: for the issuer each one, for a desk its own."""

    id = serializers.UUIDField()
    agency = AgencyLine()
    telephone = serializers.CharField(source="agency.desk_phone")
    state = serializers.ChoiceField(choices=["waiting", "reached", "acknowledged", "withdrawn"])
    word = serializers.ChoiceField(choices=Word.choices, allow_blank=True)
    asked_at = serializers.DateTimeField()
    due_at = serializers.DateTimeField()
    acknowledged_at = serializers.DateTimeField(allow_null=True)
    reached_at = serializers.DateTimeField(allow_null=True)
    withdrawn_at = serializers.DateTimeField(allow_null=True)
    messages = serializers.IntegerField()


class AlertDesksIn(api.Serializer):
    """Desks to alert."""

    desks = serializers.ListField(child=serializers.UUIDField(), min_length=1, max_length=500)


class AlertIn(AlertDesksIn):
    """A new alert: what it is raised on, its desks, its sheet and its ground. `photo` is a picture in base64."""

    origin = serializers.ChoiceField(choices=kinds())
    origin_id = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=Kind.choices)
    days = serializers.IntegerField(min_value=1, max_value=30, default=7)
    sex = serializers.ChoiceField(choices=Sex.choices, required=False, allow_blank=True)
    last_at = serializers.DateTimeField(required=False, allow_null=True)
    photo = serializers.CharField(max_length=2_000_000, required=False, allow_blank=True)
    ground = serializers.ChoiceField(choices=Ground.choices)
    consent_on = serializers.DateField(required=False, allow_null=True)
    consent_how = serializers.ChoiceField(choices=Given.choices, required=False, allow_blank=True)
    consent_language = serializers.ChoiceField(choices=sorted(LANGUAGES), required=False, allow_blank=True)

    def get_fields(self) -> Any:
        """With the texts of the sheet."""
        texts = {
            name: api.PlainText(max_length=most, multiline=name in MULTILINE, required=False, allow_blank=True)
            for name, most in TEXTS.items()
            if name != "sex"
        }
        return super().get_fields() | texts


class AlertRevealIn(api.Serializer):
    """What for, and a new code of the authenticator."""

    purpose = serializers.ChoiceField(choices=Purpose.choices)
    code = serializers.CharField(max_length=20)


class AlertSheetOut(serializers.Serializer[Any]):
    """An opened tracing sheet; `photo` is a data URI, or empty."""

    last_at = serializers.DateTimeField(allow_null=True)
    photo = serializers.CharField()

    def get_fields(self) -> Any:
        """With the texts of the sheet."""
        return super().get_fields() | {name: serializers.CharField() for name in TEXTS}


class AlertMessageOut(serializers.Serializer[Any]):
    """A message, opened."""

    at = serializers.DateTimeField()
    agency = serializers.CharField()
    text = serializers.CharField()


class AlertMessageIn(api.Serializer):
    """A message to the other side."""

    text = api.PlainText(max_length=2_000, multiline=True)


class AlertAcknowledgeIn(api.Serializer):
    """The desk's word; with `information` a text."""

    word = serializers.ChoiceField(choices=Word.choices, default=Word.SEEN)
    text = api.PlainText(max_length=2_000, multiline=True, required=False, allow_blank=True, default="")


class AlertCallIn(api.Serializer):
    """The desk that was reached."""

    desk = serializers.UUIDField()


class AlertClosureIn(api.Serializer):
    """How it ended."""

    outcome = serializers.ChoiceField(choices=CHOSEN)


class AlertReviewIn(api.Serializer):
    """The supervisor's word."""

    confirm = serializers.BooleanField()
