"""What the API says of evidence and takes for it: explicit fields, one serializer per shape."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from access import api
from agencies.models import Agency
from cases.evidence.codes import EvidenceKind, Step
from cases.evidence.forms import subjects_of
from cases.serializers import AgencyLine


class EvidenceFileOut(serializers.Serializer[Any]):
    """A version of a file; `size` in bytes, `sha256` in hex. Its bytes are at .../files/<id>/."""

    id = serializers.UUIDField()
    number = serializers.IntegerField()
    name = serializers.CharField()
    type = serializers.CharField()
    size = serializers.IntegerField()
    sha256 = serializers.CharField()
    note = serializers.CharField()
    agency = AgencyLine()
    author = serializers.CharField(source="author.name")
    created_at = serializers.DateTimeField()


class CustodyOut(serializers.Serializer[Any]):
    """A row of the custody chain; `agency` has the item after it, `to` is whom it is offered to."""

    id = serializers.UUIDField()
    number = serializers.IntegerField()
    step = serializers.ChoiceField(choices=Step.choices)
    agency = AgencyLine()
    to = AgencyLine(allow_null=True)
    keeper = serializers.CharField()
    place = serializers.CharField()
    condition = serializers.CharField()
    seal = serializers.CharField()
    purpose = serializers.CharField()
    answers = serializers.UUIDField(source="answers_id", allow_null=True)
    author = serializers.CharField(source="author.name")
    at = serializers.DateTimeField()


class EvidenceOut(serializers.Serializer[Any]):
    """An item of evidence with its files, the newest first."""

    id = serializers.UUIDField()
    title = serializers.CharField()
    kind = serializers.ChoiceField(choices=EvidenceKind.choices)
    text = serializers.CharField()
    obtained_on = serializers.DateField(allow_null=True)
    place = serializers.CharField()
    agency = AgencyLine()
    author = serializers.CharField(source="author.name")
    holder = AgencyLine()
    offered_to = AgencyLine(allow_null=True)
    only = serializers.ListField(child=serializers.UUIDField())
    files = EvidenceFileOut(many=True, source="shown_files")
    version = serializers.IntegerField()
    created_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()


class EvidenceDetail(EvidenceOut):
    """An item with its custody chain, the newest row first, and the subjects it is about that the viewer sees."""

    custody = CustodyOut(many=True, source="shown_chain")
    subjects = serializers.ListField(child=serializers.UUIDField(), source="shown_subjects")


class EvidencePage(serializers.Serializer[Any]):
    """A page of items."""

    results = EvidenceOut(many=True)
    older = serializers.CharField(allow_null=True)


class _Subjects(serializers.ListField):
    """Ids of subjects that the viewer sees in this case; unseen and foreign ones are refused alike."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(child=serializers.UUIDField(), max_length=200, **kwargs)

    def to_internal_value(self, data: Any) -> Any:
        ids = set(super().to_internal_value(data))
        found = list(subjects_of(self.context["viewer"], self.context["case"]).filter(pk__in=ids))
        if len(found) != len(ids):
            raise serializers.ValidationError(_("Choose one that is in this case."))
        return found


class _Fields(api.Serializer):
    title = api.PlainText(max_length=200)
    kind = serializers.ChoiceField(choices=EvidenceKind.choices, required=False)
    text = api.PlainText(max_length=20_000, multiline=True, required=False, allow_blank=True)
    obtained_on = serializers.DateField(required=False, allow_null=True)
    place = api.PlainText(max_length=200, required=False, allow_blank=True)


class EvidenceIn(_Fields):
    """A new item: JSON for text alone, multipart with `file`. `only` holds agency ids, the writer's among them."""

    file = serializers.FileField(required=False, allow_empty_file=True, max_length=None)
    keeper = api.PlainText(max_length=200, required=False, allow_blank=True)
    condition = api.PlainText(max_length=500, required=False, allow_blank=True)
    seal = api.PlainText(max_length=100, required=False, allow_blank=True)
    subjects = _Subjects(required=False)
    only = serializers.ListField(child=serializers.UUIDField(), required=False, default=list, max_length=200)

    def validate_only(self, ids: list[Any]) -> list[Agency]:
        """The agencies; whether they take part is for the verb."""
        agencies = list(Agency.objects.filter(pk__in=ids))
        if len(agencies) != len(set(ids)):
            raise serializers.ValidationError(_("Only agencies that take part can be readers."))
        return agencies


class EvidenceEdit(_Fields):
    """A change of an item; `version` is the one the writer read."""

    title = api.PlainText(max_length=200, required=False)
    version = serializers.IntegerField(min_value=1, max_value=2**31 - 1)


class EvidenceVersionIn(api.Serializer):
    """A further version of the file, multipart; `note` says what is different."""

    file = serializers.FileField(allow_empty_file=True, max_length=None)
    note = api.PlainText(max_length=500, required=False, allow_blank=True)


class EvidenceSubjectsIn(api.Serializer):
    """The subjects an item is about; they replace those the viewer sees."""

    subjects = _Subjects()


class EvidenceReasonIn(api.Serializer):
    """Why."""

    reason = api.PlainText(max_length=500)


class _Said(api.Serializer):
    keeper = api.PlainText(max_length=200, required=False, allow_blank=True)
    place = api.PlainText(max_length=200, required=False, allow_blank=True)
    seal = api.PlainText(max_length=100, required=False, allow_blank=True)


class CustodyMoveIn(_Said):
    """A move in the hands of the holder."""

    purpose = api.PlainText(max_length=500)
    condition = api.PlainText(max_length=500, required=False, allow_blank=True)


class CustodyOfferIn(CustodyMoveIn):
    """A hand-over to another agency, by its id."""

    agency = serializers.PrimaryKeyRelatedField(queryset=Agency.objects.all())


class CustodyReceiptIn(_Said):
    """What the receiver found; `offer` is the id of the chain's row that is answered."""

    offer = serializers.UUIDField()
    condition = api.PlainText(max_length=500)


class CustodyAnswerIn(api.Serializer):
    """An offer refused or taken back, and why."""

    offer = serializers.UUIDField()
    purpose = api.PlainText(max_length=500)


BODIES: dict[str, type[api.Serializer]] = {
    "receipt": CustodyReceiptIn,
    "refusal": CustodyAnswerIn,
    "recall": CustodyAnswerIn,
    "offer": CustodyOfferIn,
    "move": CustodyMoveIn,
    "subjects": EvidenceSubjectsIn,
    "withdrawal": EvidenceReasonIn,
}
