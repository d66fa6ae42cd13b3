"""What the API says of cases that belong together and takes for it."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from access import api
from agencies.models import Agency
from cases.joining.codes import BY_HAND, Answer, Kind
from cases.joining.forms import read_case, records_named
from cases.models import Case
from cases.serializers import AgencyLine
from cases.warrants.forms import taking_part


class CaseLine(serializers.Serializer[Any]):
    """Another case as a tie names it."""

    id = serializers.UUIDField()
    title = serializers.CharField()


class RelationOut(serializers.Serializer[Any]):
    """A relation between two cases."""

    id = serializers.UUIDField()
    case = serializers.UUIDField(source="case_id")
    other = CaseLine()
    kind = serializers.ChoiceField(choices=Kind.choices)
    reason = serializers.CharField()
    agency = AgencyLine()
    version = serializers.IntegerField()
    created_at = serializers.DateTimeField()


class RelationPage(serializers.Serializer[Any]):
    """A page of relations that were said of this case."""

    results = RelationOut(many=True)
    older = serializers.CharField(allow_null=True)


class _ProposalOut(serializers.Serializer[Any]):
    """What every proposal says of itself."""

    id = serializers.UUIDField()
    case = CaseLine()
    agency = AgencyLine()
    state = serializers.ChoiceField(choices=Answer.choices)
    offered_at = serializers.DateTimeField()
    answered_at = serializers.DateTimeField(allow_null=True)


class MergerOut(_ProposalOut):
    """A proposal to merge."""

    into = CaseLine()


class MergerPage(serializers.Serializer[Any]):
    """The proposals to merge this case, or another into it."""

    results = MergerOut(many=True)


class SplitOut(_ProposalOut):
    """A proposal to split; `made` is the new case's id once it is there."""

    to = AgencyLine()
    title = serializers.CharField()
    guests = serializers.ListField(child=serializers.UUIDField())
    chosen = serializers.ListField(child=serializers.UUIDField())
    made = serializers.UUIDField(source="made_id", allow_null=True)


class SplitPage(serializers.Serializer[Any]):
    """The proposals to split this case."""

    results = SplitOut(many=True)


class _NamesACase(api.Serializer):
    """Names another case; unread, absent and the case itself are refused alike."""

    def another(self, pk: Any) -> Case:
        """The case that the viewer reads."""
        found = read_case(self.context["viewer"], pk, but=self.context["case"])
        if found is None:
            raise serializers.ValidationError(_("Choose another case that you read."))
        return found


class RelationIn(_NamesACase):
    """A new relation."""

    other = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=[(kind.value, kind.label) for kind in BY_HAND])
    reason = api.PlainText(max_length=500, required=False, allow_blank=True)

    def validate_other(self, pk: Any) -> Case:
        """The other case."""
        return self.another(pk)


class MergerIn(_NamesACase):
    """A proposal to merge: the case that is to take the records over."""

    into = serializers.UUIDField()

    def validate_into(self, pk: Any) -> Case:
        """The other case."""
        return self.another(pk)


class SplitIn(api.Serializer):
    """A proposal to split: ids of records, of the agency that leads the new case, and of those asked to it."""

    title = api.PlainText(max_length=200)
    to = serializers.UUIDField()
    guests = serializers.ListField(child=serializers.UUIDField(), required=False, default=list, max_length=200)
    records = serializers.ListField(child=serializers.UUIDField(), max_length=1000)

    def validate_to(self, pk: Any) -> Agency:
        """The agency."""
        return self._agencies([pk])[0]

    def validate_guests(self, ids: list[Any]) -> list[Agency]:
        """The agencies."""
        return self._agencies(ids)

    def validate_records(self, ids: list[Any]) -> list[Any]:
        """The records, of this case and seen by the viewer; anything else is refused alike."""
        found = records_named(self.context["viewer"], self.context["case"], ids)
        if None in found:
            raise serializers.ValidationError(_("Choose records of this case."))
        return found

    def _agencies(self, ids: list[Any]) -> list[Agency]:
        found = list(taking_part(self.context["viewer"], self.context["case"]).filter(pk__in=ids))
        if len(found) != len(set(ids)):
            raise serializers.ValidationError(_("Only agencies that take part in this case can be named."))
        return found
