"""What the API says of hits and takes for them."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from access import api
from cases.codes import Handling, Tlp
from cases.subjects.codes import IdentifierKind
from intelligence.hits.asking import Contact
from intelligence.hits.codes import Band, State, Way
from intelligence.hits.question import KINDS, LONGEST, MOST_NAMES, MOST_NUMBERS, Question
from intelligence.hits.reading import Asked, Watched
from intelligence.hits.watching import LONGEST as LONGEST_WATCH


class ContactOut(serializers.Serializer[Any]):
    """An agency to ask, and its desk."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    desk = serializers.CharField()
    country = serializers.CharField()


class HitAnswerOut(serializers.Serializer[Any]):
    """The answer to a question: the same keys for a hit and for none."""

    id = serializers.UUIDField(source="query.pk")
    at = serializers.DateTimeField(source="query.at")
    answer = serializers.SerializerMethodField()
    contacts = serializers.SerializerMethodField()

    @extend_schema_field(serializers.ChoiceField(choices=["hit", "no_hit"]))
    def get_answer(self, one: Asked) -> str:
        return "hit" if one.contacts else "no_hit"

    @extend_schema_field(ContactOut(many=True))
    def get_contacts(self, one: Asked) -> Any:
        return ContactOut(one.contacts, many=True).data


class AskedNumberIn(api.Serializer):
    """A number as it is written."""

    kind = serializers.ChoiceField(choices=IdentifierKind.choices)
    value = api.PlainText(max_length=LONGEST)
    country = api.PlainText(max_length=2, required=False, allow_blank=True, default="")


class QuestionIn(api.Serializer):
    """What is asked: by names in any script, by numbers, or by both."""

    names = serializers.ListField(child=api.PlainText(max_length=LONGEST), required=False, max_length=MOST_NAMES)
    kind = serializers.ChoiceField(choices=KINDS, required=False)
    born = api.PlainText(max_length=60, required=False, allow_blank=True)
    nationality = serializers.ListField(child=serializers.CharField(max_length=2), required=False, max_length=10)
    numbers = AskedNumberIn(many=True, required=False, max_length=MOST_NUMBERS)  # type: ignore[call-arg]

    def question(self) -> Question:
        """The question; `Invalid` as `Question.said`."""
        said = {
            name: value for name, value in self.validated_data.items() if name not in ("numbers", "purpose", "days")
        }
        numbers = [(n["kind"], n["value"], n["country"]) for n in self.validated_data.get("numbers", [])]
        return Question.said(**said, numbers=numbers)


class AskIn(QuestionIn):
    """A question with its purpose, which whoever holds a match reads."""

    purpose = api.PlainText(max_length=300)


class WatchIn(AskIn):
    """A standing query."""

    days = serializers.IntegerField(min_value=1, max_value=LONGEST_WATCH.days)


class WatchOut(serializers.Serializer[Any]):
    """A standing query of one's own, with the agencies it met."""

    id = serializers.UUIDField(source="watch.pk")
    at = serializers.DateTimeField(source="watch.at")
    until = serializers.DateTimeField(source="watch.until")
    purpose = serializers.CharField(source="watch.purpose")
    live = serializers.BooleanField()
    news = serializers.BooleanField(help_text="Whether an answer was not noted yet.")
    contacts = serializers.SerializerMethodField()

    @extend_schema_field(ContactOut(many=True))
    def get_contacts(self, one: Watched) -> Any:
        contacts: list[Contact] = [contact for contact, _at in one.sightings]
        return ContactOut(contacts, many=True).data


class HitOut(serializers.Serializer[Any]):
    """A hit on a record of the acting agency."""

    id = serializers.UUIDField(source="hit.pk")
    record = serializers.UUIDField(source="hit.record")
    record_type = serializers.CharField(source="hit.noun")
    label = serializers.CharField()  # type: ignore[assignment]
    agency = serializers.UUIDField(source="hit.asker_agency_id", help_text="Who found it.")
    agency_name = serializers.CharField(source="hit.asker_agency.name")
    desk = serializers.CharField(source="hit.asker_agency.desk_email")
    way = serializers.ChoiceField(choices=Way.choices, source="hit.way")
    band = serializers.ChoiceField(choices=Band.choices, source="hit.band")
    purpose = serializers.CharField(source="hit.purpose")
    told = serializers.BooleanField(source="hit.told", help_text="Whether they were given this agency as a contact.")
    at = serializers.DateTimeField(source="hit.at")
    due_at = serializers.DateTimeField(source="hit.due_at")
    late = serializers.BooleanField()
    state = serializers.ChoiceField(choices=State.choices, source="hit.state")
    reason = serializers.CharField(source="hit.reason")
    outcome = serializers.UUIDField(source="hit.outcome", allow_null=True)


class HitRefusalIn(api.Serializer):
    """Why a hit is not answered."""

    reason = api.PlainText(max_length=500, multiline=True)


class JointCaseIn(api.Serializer):
    """The case that is proposed to the asker."""

    title = api.PlainText(max_length=200)
    summary = api.PlainText(max_length=20_000, multiline=True, required=False, allow_blank=True)
    tlp = serializers.ChoiceField(choices=[code for code in Tlp.values if code != Tlp.RED], required=False)
    handling = serializers.ListField(child=serializers.ChoiceField(choices=Handling.choices), required=False)
    handling_note = api.PlainText(max_length=500, required=False, allow_blank=True)


class PatternOut(serializers.Serializer[Any]):
    """One person's questions of thirty days; `person` is empty for people of other agencies."""

    person = serializers.CharField()
    agency = serializers.CharField()
    asked = serializers.IntegerField()
    hits = serializers.IntegerField()
    refused = serializers.IntegerField()
    busiest = serializers.IntegerField(help_text="The most questions within one hour.")
    unusual = serializers.BooleanField()
    last = serializers.DateTimeField(allow_null=True)


class RingOut(serializers.Serializer[Any]):
    """A canary that was found."""

    at = serializers.DateTimeField()
    agency = serializers.CharField()
    who = serializers.CharField()
    what = serializers.CharField()
    planted_by = serializers.CharField()


class OversightOut(serializers.Serializer[Any]):
    """What oversight reads of questions."""

    patterns = PatternOut(many=True)
    alarms = RingOut(many=True)


class AsideOut(serializers.Serializer[Any]):
    """Background work on hits that was laid aside: by its ids and codes, never by what it is about."""

    queue = serializers.ChoiceField(choices=["record", "question", "standing"])
    id = serializers.UUIDField(help_text="Of the work alone; not the record's or the question's.")
    at = serializers.DateTimeField()
    tries = serializers.IntegerField()
    error = serializers.CharField(help_text="The kind of error; empty where the worker was killed.")


class CanaryOut(serializers.Serializer[Any]):
    """A canary of one's own agency."""

    id = serializers.UUIDField(source="pk")
    names = serializers.ListField(child=serializers.CharField())
    planted_at = serializers.DateTimeField()
