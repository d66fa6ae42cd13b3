"""What the API takes for subjects and what hangs on them: explicit fields, one serializer per body."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from access import api
from agencies.models import Agency
from cases.naming.dates import PartialDate
from cases.subjects.codes import (
    RESULTS,
    AgeGroup,
    IdentifierKind,
    Indicator,
    Kind,
    NameKind,
    Need,
    Notice,
    Offence,
    Role,
    Screened,
    Sentence,
    Sex,
)
from cases.subjects.models import Name, Number

LARGEST = 2**31 - 1


class PartialDayField(serializers.CharField):
    """A day, month or year in any calendar of the region; kept as a partial ISO date, empty for none."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 60, "allow_blank": True, "required": False} | kwargs)

    def to_internal_value(self, data: Any) -> str:
        text: str = super().to_internal_value(data)
        try:
            return PartialDate.parse(text).iso if text else ""
        except ValidationError as error:
            raise serializers.ValidationError(error.messages) from error


class Only(serializers.ListField):
    """The agencies for whom alone something is; whether they take part is for the verb."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(child=serializers.UUIDField(), max_length=200, **{"required": False} | kwargs)

    def to_internal_value(self, data: Any) -> list[Any]:
        ids = super().to_internal_value(data)
        agencies = list(Agency.objects.filter(pk__in=ids))
        if len(agencies) != len(set(ids)):
            raise serializers.ValidationError(_("Only agencies that take part can be readers."))
        return agencies


def _choices(codes: Any, **kwargs: Any) -> serializers.ChoiceField:
    return serializers.ChoiceField(choices=codes.choices, required=False, **kwargs)


def _money() -> serializers.DecimalField:
    return serializers.DecimalField(max_digits=15, decimal_places=2, min_value=0, required=False, allow_null=True)


def _version(**kwargs: Any) -> serializers.IntegerField:
    return serializers.IntegerField(min_value=1, max_value=LARGEST, **kwargs)


class NameIn(api.Serializer):
    """A name; the first is the main one unless another says so."""

    text = api.PlainText(max_length=200)
    kind = _choices(NameKind, allow_blank=True, default="")
    language = api.PlainText(max_length=10, required=False, allow_blank=True, default="")


class NumberIn(api.Serializer):
    """An identifier as it is written."""

    kind = serializers.ChoiceField(choices=IdentifierKind.choices)
    value = api.PlainText(max_length=200)
    country = api.PlainText(max_length=2, required=False, allow_blank=True, default="")


class SubjectIn(api.Serializer):
    """A new subject."""

    names = NameIn(many=True, allow_empty=False)
    numbers = NumberIn(many=True, required=False)
    kind = _choices(Kind)
    role = _choices(Role, allow_blank=True)
    born = PartialDayField()
    nationality = serializers.ListField(child=serializers.CharField(max_length=2), required=False, max_length=10)
    tags = serializers.ListField(child=api.PlainText(max_length=40), required=False, max_length=20)
    note = api.PlainText(max_length=20_000, multiline=True, required=False, allow_blank=True)
    notice = _choices(Notice, allow_blank=True)
    only = Only()

    def validate_names(self, lines: list[dict[str, str]]) -> list[Name]:
        return [Name(**line) for line in lines]

    def validate_numbers(self, lines: list[dict[str, str]]) -> list[Number]:
        return [Number(**line) for line in lines]


class SubjectEdit(SubjectIn):
    """A change; names and numbers, where sent, replace all that stand. `version` is the one that was read."""

    names = NameIn(many=True, required=False, allow_empty=False)
    version = _version()
    only = None  # type: ignore[assignment]


class ProposalIn(SubjectEdit):
    """A change that is proposed to the supplier."""

    notice = None  # type: ignore[assignment]
    reason = api.PlainText(max_length=500, required=False, allow_blank=True)


class AudienceIn(api.Serializer):
    """For whom a subject is from now on; an empty list: all who take part."""

    only = Only(required=True)
    version = _version()


class ReferralIn(api.Serializer):
    """Why a suspect may be a victim."""

    reasons = serializers.ListField(child=serializers.ChoiceField(choices=Indicator.choices), allow_empty=False)


class ScreeningReviewIn(api.Serializer):
    """What the review of a screening found."""

    result = serializers.ChoiceField(choices=[code for code in Screened.choices if code[0] in RESULTS])


class AcceptanceIn(api.Serializer):
    """`version`: the subject's, where it has changed since the proposal was made."""

    version = _version(required=False)


class RefusalIn(api.Serializer):
    """A refusal says why."""

    reason = api.PlainText(max_length=500)


class CardIn(api.Serializer):
    """A new card. It takes no name: the pseudonym is made here."""

    sex = _choices(Sex, allow_blank=True)
    age_group = _choices(AgeGroup, allow_blank=True)
    age_from = serializers.IntegerField(min_value=0, max_value=120, required=False, allow_null=True)
    age_to = serializers.IntegerField(min_value=0, max_value=120, required=False, allow_null=True)
    nationality = serializers.ListField(child=serializers.CharField(max_length=2), required=False, max_length=10)
    found_at = api.PlainText(max_length=120, required=False, allow_blank=True)
    needs = serializers.ListField(child=serializers.ChoiceField(choices=Need.choices), required=False)
    only = Only()


class CardEdit(CardIn):
    """A change of a card."""

    version = _version()
    only = None  # type: ignore[assignment]


class ChargeIn(api.Serializer):
    """A new charge against a person of the case."""

    subject = serializers.UUIDField()
    offence = serializers.ChoiceField(choices=Offence.choices)
    law = api.PlainText(max_length=200, required=False, allow_blank=True)
    court = api.PlainText(max_length=200, required=False, allow_blank=True)
    country = api.PlainText(max_length=2, required=False, allow_blank=True)
    charged_on = PartialDayField()
    only = Only()


class VerdictIn(api.Serializer):
    """The day of an acquittal, or of the end of proceedings."""

    decided_on = PartialDayField(required=True, allow_blank=False)
    version = _version(required=False)


class SentenceIn(VerdictIn):
    """A conviction and what it led to."""

    sentence = serializers.ChoiceField(choices=Sentence.choices)
    months = serializers.IntegerField(min_value=1, max_value=12_000, required=False, allow_null=True)
    sentence_note = api.PlainText(max_length=500, required=False, allow_blank=True)
    compensation = serializers.DecimalField(
        max_digits=15, decimal_places=2, min_value=0, required=False, allow_null=True
    )
    currency = api.PlainText(max_length=3, required=False, allow_blank=True)


class ChargeEdit(api.Serializer):
    """A correction; of a verdict, only what the charge has by now."""

    offence = _choices(Offence)
    law = api.PlainText(max_length=200, required=False, allow_blank=True)
    court = api.PlainText(max_length=200, required=False, allow_blank=True)
    country = api.PlainText(max_length=2, required=False, allow_blank=True)
    charged_on = PartialDayField()
    decided_on = PartialDayField()
    sentence = _choices(Sentence)
    months = serializers.IntegerField(min_value=1, max_value=12_000, required=False, allow_null=True)
    sentence_note = api.PlainText(max_length=500, required=False, allow_blank=True)
    compensation = serializers.DecimalField(
        max_digits=15, decimal_places=2, min_value=0, required=False, allow_null=True
    )
    currency = api.PlainText(max_length=3, required=False, allow_blank=True)
    version = _version()


class TableIn(api.Serializer):
    """A table of subjects as text: its first line names the columns."""

    table = serializers.CharField(max_length=1_000_000, trim_whitespace=False)
    only = Only()


class ImportIn(api.Serializer):
    """A preview that is to be written down, without the rows in `skip`."""

    sealed = serializers.CharField(max_length=2_000_000)
    skip = serializers.ListField(child=serializers.IntegerField(), required=False, max_length=1_000, default=list)
