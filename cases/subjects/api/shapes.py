"""What the API says of subjects and of what hangs on them: explicit fields, one serializer per shape."""

from typing import Any

from rest_framework import serializers

from cases.serializers import AgencyLine
from cases.subjects.codes import (
    AgeGroup,
    Answer,
    IdentifierKind,
    Kind,
    NameKind,
    Need,
    Offence,
    Role,
    Screened,
    Sentence,
    Sex,
    Verdict,
)
from cases.subjects.reading import reads_reasons


class Shown(serializers.Serializer[Any]):
    """What every record says of itself."""

    id = serializers.UUIDField()
    agency = AgencyLine()
    only = serializers.ListField(child=serializers.UUIDField())
    version = serializers.IntegerField()
    created_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()


class ScreeningOut(serializers.Serializer[Any]):
    """A referral and its review; `reasons` are null for those they are not for."""

    agency = AgencyLine()
    referred_at = serializers.DateTimeField()
    reasons = serializers.SerializerMethodField()
    result = serializers.ChoiceField(choices=[("", ""), *Screened.choices])
    reviewer = AgencyLine(allow_null=True)
    reviewed_at = serializers.DateTimeField(allow_null=True)

    def get_reasons(self, screening: Any) -> list[str] | None:
        """Codes, for who referred the person and for a prosecution."""
        return screening.reasons if reads_reasons(self.context["viewer"], screening) else None


class NameOut(serializers.Serializer[Any]):
    """A name."""

    text = serializers.CharField()
    kind = serializers.ChoiceField(choices=NameKind.choices)
    language = serializers.CharField()


class NumberOut(serializers.Serializer[Any]):
    """An identifier."""

    kind = serializers.ChoiceField(choices=IdentifierKind.choices)
    value = serializers.CharField()
    country = serializers.CharField()


class SubjectOut(Shown):
    """A subject; `stopped`: a screening stops warrants and notices on this person."""

    label = serializers.CharField()  # type: ignore[assignment]
    kind = serializers.ChoiceField(choices=Kind.choices)
    role = serializers.ChoiceField(choices=[("", ""), *Role.choices])
    born = serializers.CharField()
    nationality = serializers.ListField(child=serializers.CharField())
    names = NameOut(many=True, source="live_names")
    numbers = NumberOut(many=True, source="live_numbers")
    tags = serializers.ListField(child=serializers.CharField())
    note = serializers.CharField()
    notice = serializers.SerializerMethodField()
    screening = serializers.ChoiceField(choices=[("", ""), *Screened.choices])
    stopped = serializers.BooleanField()

    def get_notice(self, subject: Any) -> str | None:
        """Who is told of a hit, for the agency that supplied the subject; null for the others."""
        return str(subject.told) if self.context["viewer"].agency_id == subject.agency_id else None


class CardOut(Shown):
    """A card."""

    pseudonym = serializers.CharField()
    sex = serializers.ChoiceField(choices=[("", ""), *Sex.choices])
    age_group = serializers.ChoiceField(choices=[("", ""), *AgeGroup.choices])
    age_from = serializers.IntegerField(allow_null=True)
    age_to = serializers.IntegerField(allow_null=True)
    nationality = serializers.ListField(child=serializers.CharField())
    found_at = serializers.CharField()
    needs = serializers.ListField(child=serializers.ChoiceField(choices=Need.choices))


class ChargeOut(Shown):
    """A charge with its verdict and sentence."""

    subject = serializers.UUIDField(source="subject_id")
    offence = serializers.ChoiceField(choices=Offence.choices)
    law = serializers.CharField()
    court = serializers.CharField()
    country = serializers.CharField()
    charged_on = serializers.CharField()
    state = serializers.ChoiceField(choices=Verdict.choices)
    decided_on = serializers.CharField()
    sentence = serializers.ChoiceField(choices=[("", ""), *Sentence.choices])
    months = serializers.IntegerField(allow_null=True)
    sentence_note = serializers.CharField()
    compensation = serializers.DecimalField(max_digits=15, decimal_places=2, allow_null=True)
    currency = serializers.CharField()


class PhotoOut(Shown):
    """A photo; the picture itself is at its page's address."""

    subject = serializers.UUIDField(source="subject_id")
    caption = serializers.CharField()
    type = serializers.CharField()
    size = serializers.IntegerField()
    sha256 = serializers.CharField()


class ProposalOut(Shown):
    """A proposal: `changes` has `facts` by field, and whole lists of `names` and `numbers` or null."""

    subject = serializers.UUIDField(source="subject_id")
    base = serializers.IntegerField()
    changes = serializers.JSONField()
    reason = serializers.CharField()
    state = serializers.ChoiceField(choices=Answer.choices)
    answer = serializers.CharField()
    answered_at = serializers.DateTimeField(allow_null=True)


class _Page(serializers.Serializer[Any]):
    """A page of a list, newest first; `older` is the sealed cursor of the next one, or null."""

    older = serializers.CharField(allow_null=True)


class SubjectPage(_Page):
    """A page of subjects."""

    results = SubjectOut(many=True)


class CardPage(_Page):
    """A page of cards."""

    results = CardOut(many=True)


class ChargePage(_Page):
    """A page of charges."""

    results = ChargeOut(many=True)


class PhotoPage(_Page):
    """A page of photos."""

    results = PhotoOut(many=True)


class ProposalPage(_Page):
    """A page of proposals."""

    results = ProposalOut(many=True)


class RowOut(serializers.Serializer[Any]):
    """A row of a table: what it would be called, and what is wrong with it."""

    row = serializers.IntegerField(source="number")
    label = serializers.CharField()  # type: ignore[assignment]
    errors = serializers.ListField(child=serializers.CharField())  # type: ignore[assignment]
    likely = serializers.SerializerMethodField()

    def get_likely(self, draft: Any) -> list[str]:
        """Labels of subjects of the case, or of rows above, that may be the same."""
        return [one.label for one in draft.likely]


class PreviewOut(serializers.Serializer[Any]):
    """What a table would make; `sealed` is sent back to write it down, and null where nothing can be."""

    rows = RowOut(many=True)
    unknown = serializers.ListField(child=serializers.CharField())
    sealed = serializers.CharField(allow_null=True)


class ImportedOut(serializers.Serializer[Any]):
    """How many subjects the import made; `again`: it was done before, and nothing was made twice."""

    made = serializers.IntegerField()
    again = serializers.BooleanField()
