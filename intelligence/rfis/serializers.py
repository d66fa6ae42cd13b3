"""What the API says of a request for information and takes for it."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from access import api
from agencies.models import Agency, Membership, Person
from cases.codes import Handling, Tlp
from cases.models import Case
from cases.serializers import AgencyLine
from coordination_center.working_time import Urgency
from intelligence.rfis.codes import Answer, Refusal, Said, State
from intelligence.rfis.models import Recipient
from intelligence.rfis.models.message import LONGEST

VERSION = serializers.IntegerField(min_value=1, max_value=2**31 - 1, required=False)


class RfiMessageOut(serializers.Serializer[Any]):
    """A message of a thread; `code` is that of an answer or a refusal."""

    id = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=Said.choices)
    code = serializers.CharField()
    text = serializers.CharField()
    agency = AgencyLine()
    author = serializers.CharField(source="author.name")
    created_at = serializers.DateTimeField()


class RfiAddresseeOut(serializers.Serializer[Any]):
    """An addressee as one of the two sides sees it; `state` is as people see it: expired from the moment on."""

    id = serializers.UUIDField(source="addressee.pk")
    agency = AgencyLine(source="addressee.agency")
    person = serializers.CharField(source="addressee.person.username", default=None, allow_null=True)
    state = serializers.ChoiceField(choices=State.choices, source="addressee.standing")
    answer = serializers.SerializerMethodField()
    refusal = serializers.SerializerMethodField()
    report = serializers.SerializerMethodField(help_text="The graded report that is the answer, where there is one.")
    sent_at = serializers.DateTimeField(source="addressee.sent_at")
    due_at = serializers.DateTimeField(source="addressee.due_at")
    expires_at = serializers.DateTimeField(source="addressee.expires_at")
    paused_at = serializers.DateTimeField(source="addressee.paused_at", allow_null=True)
    acknowledged_at = serializers.DateTimeField(source="addressee.acknowledged_at", allow_null=True)
    ended_at = serializers.DateTimeField(source="addressee.ended_at", allow_null=True)
    version = serializers.IntegerField(source="addressee.version")
    thread = RfiMessageOut(many=True)

    def get_answer(self, line: Any) -> str:
        """Empty while there is none, and where the agency has shut the reader out since."""
        return "" if line.hidden else line.addressee.answer

    def get_refusal(self, line: Any) -> str:
        """As `answer`."""
        return "" if line.hidden else line.addressee.refusal

    def get_report(self, line: Any) -> str | None:
        """The id of the report; null where you may not open it (any more)."""
        return str(line.report) if line.report else None


class RfiLine(serializers.Serializer[Any]):
    """A request in a list."""

    id = serializers.UUIDField()
    question = serializers.CharField()
    language = serializers.CharField()
    purpose = serializers.CharField()
    legal_basis = serializers.CharField()
    urgency = serializers.ChoiceField(choices=Urgency.choices)
    tlp = serializers.ChoiceField(choices=Tlp.choices)
    handling = serializers.ListField(child=serializers.ChoiceField(choices=Handling.choices))
    handling_note = serializers.CharField()
    subjects = serializers.ListField(child=serializers.CharField())
    originator = AgencyLine()
    created_at = serializers.DateTimeField()


class OwedOut(serializers.Serializer[Any]):
    """A request that the acting agency owes an answer to."""

    line = serializers.UUIDField(source="pk")
    rfi = RfiLine()
    state = serializers.ChoiceField(choices=State.choices, source="standing")
    due_at = serializers.DateTimeField()
    paused_at = serializers.DateTimeField(allow_null=True)


class OwedPage(serializers.Serializer[Any]):
    """A page, what is due first on top."""

    results = OwedOut(many=True)
    older = serializers.CharField(allow_null=True)


class AskedOut(RfiLine):
    """A request that the acting agency sent, with how far it is."""

    originator = None  # type: ignore[assignment]
    discreet = serializers.BooleanField()
    lines = serializers.IntegerField()
    awaited = serializers.IntegerField()
    answered = serializers.IntegerField()
    asked_back = serializers.IntegerField(source="back")
    next_due = serializers.DateTimeField(allow_null=True)


class AskedPage(serializers.Serializer[Any]):
    """A page, what is due first on top."""

    results = AskedOut(many=True)
    older = serializers.CharField(allow_null=True)


class RfiOut(serializers.Serializer[Any]):
    """A request as its asker, or one addressee, sees it; `others`: who else is asked, where the asker says so."""

    rfi = RfiLine()
    asks = serializers.BooleanField(help_text="Whether the acting agency is the one that asks.")
    case = serializers.UUIDField(source="case.pk", default=None, allow_null=True)
    lines = RfiAddresseeOut(many=True)
    others = AgencyLine(many=True)


class RfiToIn(api.Serializer):
    """An addressee: an agency, or one person of it by user name."""

    agency = serializers.UUIDField()
    person = serializers.CharField(max_length=150, required=False)

    def validate(self, data: dict[str, Any]) -> Recipient:
        """The agency and the person; one message for whoever is not there."""
        agency = Agency.objects.filter(pk=data["agency"]).first()
        if agency is None:
            raise serializers.ValidationError({"agency": [_("There is no such agency.")]})
        return Recipient(agency, self._person(agency, data.get("person", "")))

    def _person(self, agency: Agency, username: str) -> Person | None:
        if not username:
            return None
        parts = Membership.objects.live().filter(agency=agency, person__username__iexact=username)
        found = parts.select_related("person").first()
        if found is None:
            raise serializers.ValidationError({"person": [_("There is no such person in this agency.")]})
        return found.person


class RfiAddIn(api.Serializer):
    """Further addressees."""

    to = RfiToIn(many=True, allow_empty=False, max_length=200)  # type: ignore[call-arg]


class RfiIn(RfiAddIn):
    """A new request."""

    question = api.PlainText(max_length=10_000, multiline=True)
    language = api.PlainText(max_length=10, required=False, allow_blank=True)
    purpose = api.PlainText(max_length=500)
    legal_basis = api.PlainText(max_length=500, required=False, allow_blank=True)
    urgency = serializers.ChoiceField(choices=Urgency.choices, required=False)
    tlp = serializers.ChoiceField(choices=Tlp.choices, required=False)
    handling = serializers.ListField(child=serializers.ChoiceField(choices=Handling.choices), required=False)
    handling_note = api.PlainText(max_length=500, required=False, allow_blank=True)
    subjects = serializers.ListField(child=api.PlainText(max_length=300), required=False, max_length=50)
    discreet = serializers.BooleanField(required=False)
    case = serializers.UUIDField(required=False, allow_null=True)

    def validate_case(self, pk: Any) -> Case | None:
        """A case that the asker reads; anything else is refused alike."""
        if pk is None:
            return None
        found = Case.objects.permitted(self.context["viewer"], "case.read").filter(pk=pk).first()
        if found is None:
            raise serializers.ValidationError(_("Choose a case that you read."))
        return found


class RfiText(api.Serializer):
    """A message."""

    text = api.PlainText(max_length=LONGEST, multiline=True)


class RfiMove(api.Serializer):
    """Nothing but, if wanted, the version that was read."""

    version = VERSION


class RfiLineMessage(RfiText):
    """A message on one line."""

    version = VERSION


class RfiLineAnswer(api.Serializer):
    """An answer, in words."""

    answer = serializers.ChoiceField(choices=Answer.choices)
    text = api.PlainText(max_length=LONGEST, multiline=True, required=False, allow_blank=True)
    version = VERSION


class RfiLineRefusal(api.Serializer):
    """A refusal on a ground."""

    reason = serializers.ChoiceField(choices=Refusal.choices)
    text = api.PlainText(max_length=LONGEST, multiline=True, required=False, allow_blank=True)
    version = VERSION


SENT = {
    "answer": RfiLineAnswer,
    "acknowledgement": RfiMove,
    "question": RfiLineMessage,
    "remark": RfiLineMessage,
    "refusal": RfiLineRefusal,
    "message": RfiLineMessage,
    "reopening": RfiLineMessage,
    "withdrawal": RfiMove,
}


class RfiPairOut(serializers.Serializer[Any]):
    """How fast one pair is; `median_seconds` is without the time that was asked back."""

    agency = serializers.CharField()
    sent = serializers.IntegerField()
    done = serializers.IntegerField()
    waiting = serializers.IntegerField()
    median_seconds = serializers.SerializerMethodField()

    def get_median_seconds(self, pair: Any) -> int | None:
        """Whole seconds; null where nothing was answered yet."""
        return int(pair.median.total_seconds()) if pair.median is not None else None


class RfiTimes(serializers.Serializer[Any]):
    """The acting agency's own pairs."""

    asked = RfiPairOut(many=True)
    answered = RfiPairOut(many=True)
