"""What the API says of a notice and takes for it."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from access import api
from agencies.models import Agency
from cases.serializers import AgencyLine
from cases.subjects.models import Subject
from cases.warrants.models import Warrant
from cases.warrants.serializers import SubjectLine
from intelligence.notices.codes import Form, Kind, Means, Sex, Sought, State

VERSION = serializers.IntegerField(min_value=1, max_value=2**31 - 1, required=False)


class NoticeCheck(serializers.Serializer[Any]):
    """One thing that INTERPOL's rules ask, and whether it is there."""

    code = serializers.CharField(source="need.code")
    label = serializers.CharField(source="need.label")  # type: ignore[assignment]
    rule = serializers.CharField(source="need.rule")
    met = serializers.BooleanField()


class NoticeOut(serializers.Serializer[Any]):
    """A notice; `state` is as people see it: expired from the day after its last day."""

    id = serializers.UUIDField()
    case = serializers.UUIDField(source="case_id")
    kind = serializers.ChoiceField(choices=Kind.choices)
    form = serializers.ChoiceField(choices=Form.choices)
    subject = SubjectLine(allow_null=True)
    warrant = serializers.UUIDField(source="warrant_id", allow_null=True)
    agency = AgencyLine()
    ncb = AgencyLine(allow_null=True)
    state = serializers.ChoiceField(choices=State.choices, source="standing")
    stopped = serializers.BooleanField()
    checks = serializers.SerializerMethodField()
    title = serializers.CharField()
    sex = serializers.ChoiceField(choices=Sex.choices)
    means = serializers.ListField(child=serializers.ChoiceField(choices=Means.choices))
    description = serializers.CharField()
    facts = serializers.CharField()
    facts_when = serializers.CharField()
    facts_where = serializers.CharField()
    charge = serializers.CharField()
    law = serializers.CharField()
    penalty = serializers.CharField()
    sought_for = serializers.ChoiceField(choices=Sought.choices)
    months = serializers.IntegerField(allow_null=True)
    extradition = serializers.BooleanField()
    event_on = serializers.DateField(allow_null=True)
    event_at = serializers.CharField()
    minor = serializers.BooleanField()
    privacy_allows = serializers.BooleanField()
    statement = serializers.CharField()
    listing = serializers.CharField()
    reference = serializers.CharField()
    submitted_at = serializers.DateTimeField(allow_null=True)
    published_on = serializers.DateField(allow_null=True)
    expires_on = serializers.DateField(allow_null=True)
    ended_note = serializers.CharField()
    only = serializers.ListField(child=serializers.UUIDField())
    version = serializers.IntegerField()
    created_at = serializers.DateTimeField()

    def get_checks(self, notice: Any) -> list[dict[str, Any]]:
        """In the order of the rules; only where one notice is shown."""
        viewer = self.context.get("viewer")
        return NoticeCheck(notice.checks(viewer), many=True).data if viewer else []  # type: ignore[return-value]


class NoticePage(serializers.Serializer[Any]):
    """A page of notices: a sealed cursor to the older ones, null where there are none."""

    results = NoticeOut(many=True)
    older = serializers.CharField(allow_null=True)


class _Text(api.PlainText):
    def __init__(self, most: int, *, multiline: bool = False) -> None:
        super().__init__(max_length=most, multiline=multiline, required=False, allow_blank=True)


class NoticeEdit(api.Serializer):
    """A change of the paperwork; `version` is the one the writer read."""

    title = _Text(200)
    warrant = serializers.UUIDField(required=False, allow_null=True)
    sex = serializers.ChoiceField(choices=Sex.choices, required=False)
    means = serializers.ListField(child=serializers.ChoiceField(choices=Means.choices), required=False, max_length=4)
    description = _Text(5_000, multiline=True)
    facts = _Text(20_000, multiline=True)
    facts_when = _Text(200)
    facts_where = _Text(200)
    charge = _Text(500)
    law = _Text(500)
    penalty = _Text(500)
    sought_for = serializers.ChoiceField(choices=Sought.choices, required=False)
    months = serializers.IntegerField(min_value=0, max_value=2400, required=False, allow_null=True)
    extradition = serializers.BooleanField(required=False)
    event_on = serializers.DateField(required=False, allow_null=True)
    event_at = _Text(200)
    minor = serializers.BooleanField(required=False)
    privacy_allows = serializers.BooleanField(required=False)
    statement = _Text(10_000, multiline=True)
    listing = _Text(200)
    version = serializers.IntegerField(min_value=1, max_value=2**31 - 1)

    def validate_warrant(self, pk: Any) -> Warrant | None:
        """A warrant of this case that the viewer sees; anything else is refused alike."""
        if pk is None:
            return None
        found = Warrant.objects.under(self.context["viewer"], self.context["case"]).filter(pk=pk).first()
        if found is None:
            raise serializers.ValidationError(_("Choose one that is in this case."))
        return found


class NoticeIn(NoticeEdit):
    """A new notice; `only` holds agency ids, the writer's among them."""

    version = None  # type: ignore[assignment]
    kind = serializers.ChoiceField(choices=Kind.choices)
    form = serializers.ChoiceField(choices=Form.choices, required=False)
    subject = serializers.UUIDField(required=False, allow_null=True)
    only = serializers.ListField(child=serializers.UUIDField(), required=False, default=list, max_length=200)

    def validate_subject(self, pk: Any) -> Subject | None:
        """A person of this case that the viewer sees; anything else is refused alike."""
        if pk is None:
            return None
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


class NoticeMove(api.Serializer):
    """Nothing but, if wanted, the version that was read."""

    version = VERSION


class NoticeSubmission(NoticeMove):
    """The bureau it went to."""

    ncb = serializers.UUIDField()

    def validate_ncb(self, pk: Any) -> Agency | None:
        """The agency; the verb asks whether it is a bureau."""
        return Agency.objects.filter(pk=pk).first()


class NoticePublication(NoticeMove):
    """The control number, and the days: left out, today and five years later."""

    reference = api.PlainText(max_length=80)
    published_on = serializers.DateField(required=False, allow_null=True)
    expires_on = serializers.DateField(required=False, allow_null=True)


class NoticeCancellation(NoticeMove):
    """The reason, in words."""

    reason = api.PlainText(max_length=500, required=False, allow_blank=True)


SENT = {
    "readiness": NoticeMove,
    "submission": NoticeSubmission,
    "publication": NoticePublication,
    "cancellation": NoticeCancellation,
}
