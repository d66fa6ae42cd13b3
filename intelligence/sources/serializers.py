"""What the API says of a source and takes for it. An identity leaves by one answer alone: that of a reveal."""

from typing import Any

from rest_framework import serializers

from access import api
from intelligence.grades import RELIABILITY
from intelligence.sources.codes import Answer, Purpose, Way


class SourceOut(serializers.Serializer[Any]):
    """A source by its codename."""

    id = serializers.UUIDField()
    codename = serializers.CharField()


class SourcesPage(serializers.Serializer[Any]):
    """A page of sources."""

    results = SourceOut(many=True)
    older = serializers.CharField(allow_null=True)
    newer = serializers.CharField(allow_null=True)


class PersonLine(serializers.Serializer[Any]):
    """A colleague."""

    id = serializers.UUIDField()
    name = serializers.CharField()


class HandoverOut(serializers.Serializer[Any]):
    """The open hand-over."""

    id = serializers.UUIDField()
    way = serializers.ChoiceField(choices=Way.choices)
    taker = PersonLine()
    proposed_at = serializers.DateTimeField()
    answers = serializers.ListField(child=serializers.ChoiceField(choices=Answer.choices))


class SourceDetail(SourceOut):
    """One source; handler, whether the handler is gone, and the hand-over are null for those who know the codename."""

    handler = PersonLine(allow_null=True)
    orphaned = serializers.BooleanField(allow_null=True)
    handover = HandoverOut(allow_null=True)


class SourceIn(api.Serializer):
    """A new source."""

    codename = api.PlainText(max_length=60)


class IdentityIn(api.Serializer):
    """What is written into the vault; what is left out stays."""

    real_name = api.PlainText(max_length=200, required=False)
    contact = api.PlainText(max_length=2_000, multiline=True, required=False)
    notes = api.PlainText(max_length=20_000, multiline=True, required=False)


class PaymentIn(api.Serializer):
    """A payment."""

    on = serializers.DateField()
    amount = serializers.DecimalField(max_digits=12, decimal_places=2)
    currency = api.PlainText(max_length=3)
    note = api.PlainText(max_length=500, required=False, allow_blank=True)


class PaymentOut(serializers.Serializer[Any]):
    """A payment of an opened identity."""

    on = serializers.DateField()
    amount = serializers.DecimalField(max_digits=12, decimal_places=2)
    currency = serializers.CharField()
    note = serializers.CharField()


class GradeIn(api.Serializer):
    """How far the source can be relied on now."""

    reliability = serializers.ChoiceField(choices=RELIABILITY)


class GradeOut(serializers.Serializer[Any]):
    """A line of the grading history."""

    id = serializers.UUIDField()
    reliability = serializers.ChoiceField(choices=RELIABILITY)
    author = PersonLine()
    at = serializers.DateTimeField()


class TakerIn(api.Serializer):
    """The next handler."""

    taker = serializers.UUIDField()


class AnswerIn(api.Serializer):
    """The answer to the open hand-over."""

    answer = serializers.ChoiceField(choices=[choice for choice in Answer.choices if choice[0]])


class RevealIn(api.Serializer):
    """What the identity is needed for, and a new code from the authenticator."""

    purpose = serializers.ChoiceField(choices=Purpose.choices)
    code = api.PlainText(max_length=20)


class IdentityOut(serializers.Serializer[Any]):
    """An opened identity."""

    real_name = serializers.CharField()
    contact = serializers.CharField()
    notes = serializers.CharField()
    payments = PaymentOut(many=True)
