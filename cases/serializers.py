"""What the API says of a case and takes for it: explicit fields, one serializer per shape."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from access import api
from access.policy import POLICY
from access.registry import FOREVER
from agencies.models import Agency
from cases.codes import Handling, Level, Outcome, Part, State, Tlp
from cases.reading import RecordPage, lead_of, part_of


class AgencyLine(serializers.Serializer[Any]):
    """An agency as records name it."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    country = serializers.CharField()


class PartLine(serializers.Serializer[Any]):
    """An agency's part in a case."""

    agency = AgencyLine()
    level = serializers.ChoiceField(choices=Level.choices)
    state = serializers.ChoiceField(choices=Part.choices)
    until = serializers.SerializerMethodField()

    def get_until(self, part: Any) -> str | None:
        """End of the part in ISO 8601, null for none."""
        return None if part.until == FOREVER else part.until.isoformat()


class ProposalOut(serializers.Serializer[Any]):
    """What an invited agency may know: title, summary, marking, lead and participants."""

    id = serializers.UUIDField()
    title = serializers.CharField()
    summary = serializers.CharField()
    tlp = serializers.ChoiceField(choices=Tlp.choices)
    handling = serializers.ListField(child=serializers.ChoiceField(choices=Handling.choices))
    handling_note = serializers.CharField()
    lead = serializers.SerializerMethodField()
    participants = PartLine(many=True, source="live_parts")
    part = serializers.SerializerMethodField()

    def get_lead(self, case: Any) -> str | None:
        """Id of the leading agency."""
        lead = lead_of(case)
        return str(lead.agency_id) if lead else None

    def get_part(self, case: Any) -> str | None:
        """What the acting agency is in the case: lead, partner, observer or invited."""
        part = part_of(self.context["viewer"], case)
        if part is None:
            return None
        return str(part.level) if part.state == Part.ACTIVE else "invited"


class CaseOut(ProposalOut):
    """A case as its participants see it."""

    state = serializers.ChoiceField(choices=State.choices)
    outcome = serializers.ChoiceField(choices=[("", ""), *Outcome.choices])
    compartment = serializers.BooleanField()
    originator = AgencyLine()
    version = serializers.IntegerField()
    created_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()
    opened_at = serializers.DateTimeField(allow_null=True)
    closed_at = serializers.DateTimeField(allow_null=True)


class CaseDetail(CaseOut):
    """A case with the actions the viewer may try on it."""

    can = serializers.SerializerMethodField()

    def get_can(self, case: Any) -> list[str]:
        """Actions that policy allows the viewer on this case; its state may still refuse one."""
        page: RecordPage = self.context["page"]
        return sorted(name for name, rule in POLICY.items() if rule.levels and page.may(name))


class CaseIn(api.Serializer):
    """A new case."""

    title = api.PlainText(max_length=200)
    summary = api.PlainText(max_length=20_000, multiline=True, required=False, allow_blank=True)
    tlp = serializers.ChoiceField(choices=Tlp.choices, required=False)
    handling = serializers.ListField(
        child=serializers.ChoiceField(choices=Handling.choices), required=False, max_length=4
    )
    handling_note = api.PlainText(max_length=500, required=False, allow_blank=True)
    compartment = serializers.BooleanField(required=False, default=False)


class CaseEdit(CaseIn):
    """A change of a case; `version` is the one the writer read."""

    title = api.PlainText(max_length=200, required=False)
    compartment = None  # type: ignore[assignment]
    version = serializers.IntegerField(min_value=1, max_value=2**31 - 1)


class NoteIn(api.Serializer):
    """A new note; `only` holds agency ids, the writer's among them."""

    text = api.PlainText(max_length=20_000, multiline=True)
    only = serializers.ListField(child=serializers.UUIDField(), required=False, default=list, max_length=200)

    def validate_only(self, ids: list[Any]) -> list[Agency]:
        """The agencies; whether they take part is for the verb."""
        agencies = list(Agency.objects.filter(pk__in=ids))
        if len(agencies) != len(set(ids)):
            raise serializers.ValidationError(_("Only agencies that take part can be readers."))
        return agencies


class NoteOut(serializers.Serializer[Any]):
    """A note."""

    id = serializers.UUIDField()
    text = serializers.CharField()
    author = serializers.CharField(source="author.name")
    agency = AgencyLine()
    only = serializers.ListField(child=serializers.UUIDField())
    created_at = serializers.DateTimeField()


class EntryOut(serializers.Serializer[Any]):
    """An event of the timeline or the log."""

    at = serializers.DateTimeField()
    code = serializers.CharField()
    verb = serializers.CharField()
    person = serializers.CharField()
    agency = serializers.CharField()
    recipients = serializers.ListField(child=serializers.CharField())
    purpose = serializers.CharField()


class _Page(serializers.Serializer[Any]):
    """A page of a list: sealed cursors to its neighbours, null where there is none."""

    older = serializers.CharField(allow_null=True)


class CasePage(_Page):
    """A page of cases."""

    results = CaseOut(many=True)
    newer = serializers.CharField(allow_null=True)


class NotePage(_Page):
    """A page of notes."""

    results = NoteOut(many=True)


class EntryPage(_Page):
    """A page of the timeline or the log."""

    results = EntryOut(many=True)
