"""What the API says of offences and takes for them."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from access import api
from agencies.models import Agency
from cases.offences.codes import Code, Element, Minors, Offence, Support
from cases.offences.forms import source_named
from cases.offences.models import Claim, VictimGroup
from cases.offences.models.ground import SOURCES
from cases.serializers import AgencyLine

VERSION = serializers.IntegerField(min_value=1, max_value=2**31 - 1)


class _Out(serializers.Serializer[Any]):
    """What every record says of itself."""

    id = serializers.UUIDField()
    agency = AgencyLine()
    only = serializers.ListField(child=serializers.UUIDField())
    version = serializers.IntegerField()
    created_at = serializers.DateTimeField()


class VictimGroupOut(_Out):
    """A group of victims."""

    label = serializers.CharField()  # type: ignore[assignment]
    estimate = serializers.IntegerField(allow_null=True)
    minors = serializers.ChoiceField(choices=Minors.choices)


class ClaimOut(_Out):
    """A claim."""

    group = serializers.UUIDField(source="group_id")
    offence = serializers.ChoiceField(choices=Offence.choices)
    element = serializers.ChoiceField(choices=Element.choices)
    code = serializers.ChoiceField(choices=Code.choices)
    support = serializers.ChoiceField(choices=Support.choices)
    text = serializers.CharField()


class GroundOut(_Out):
    """What supports a claim: the kind and the id of a record of the case."""

    claim = serializers.UUIDField(source="claim_id")
    kind = serializers.ChoiceField(choices=sorted(SOURCES))
    source = serializers.UUIDField(source="source.pk")  # type: ignore[assignment]
    text = serializers.CharField()


class _Page(serializers.Serializer[Any]):
    """A page of a list: a sealed cursor to the older ones, null where there are none."""

    older = serializers.CharField(allow_null=True)


class VictimGroupPage(_Page):
    """A page of groups."""

    results = VictimGroupOut(many=True)


class ClaimPage(_Page):
    """A page of claims."""

    results = ClaimOut(many=True)


class GroundPage(_Page):
    """A page of grounds."""

    results = GroundOut(many=True)


class PointOut(serializers.Serializer[Any]):
    """An element: how it stands for this reader, and in words what is missing."""

    element = serializers.ChoiceField(choices=Element.choices)
    standing = serializers.ChoiceField(choices=["missing", "alleged", "unnamed", "supported", "proven", "not_needed"])
    lacking = serializers.BooleanField()
    says = serializers.CharField()


class AssessmentOut(serializers.Serializer[Any]):
    """One offence against a group."""

    offence = serializers.ChoiceField(choices=Offence.choices)
    claimed = serializers.BooleanField()
    points = PointOut(many=True)
    rules = serializers.ListField(child=serializers.CharField())


class AssessedOut(serializers.Serializer[Any]):
    """A group with its offences, as this reader sees them."""

    group = VictimGroupOut()
    offences = AssessmentOut(many=True)


class CaseAssessed(serializers.Serializer[Any]):
    """Every group of the case."""

    results = AssessedOut(many=True)


class _ForSome(api.Serializer):
    """`only` holds agency ids, the writer's among them."""

    only = serializers.ListField(child=serializers.UUIDField(), required=False, default=list, max_length=200)

    def validate_only(self, ids: list[Any]) -> list[Agency]:
        """The agencies; whether they take part is for the verb."""
        agencies = list(Agency.objects.filter(pk__in=ids))
        if len(agencies) != len(set(ids)):
            raise serializers.ValidationError(_("Only agencies that take part can be readers."))
        return agencies

    def of_case(self, model: Any, pk: Any) -> Any:
        """A record of this case that the viewer sees; unseen, foreign and absent are refused alike."""
        rows = model.objects.under(self.context["viewer"], self.context["case"]).select_related("case")
        found = rows.filter(pk=pk).first()
        if found is None:
            raise serializers.ValidationError(_("Choose one that is in this case."))
        return found


class VictimGroupIn(_ForSome):
    """A new group."""

    label = api.PlainText(max_length=200)  # type: ignore[assignment]
    estimate = serializers.IntegerField(min_value=1, max_value=1_000_000, required=False, allow_null=True)
    minors = serializers.ChoiceField(choices=Minors.choices, required=False)


class VictimGroupEdit(VictimGroupIn):
    """A change of a group; `version` is the one the writer read."""

    only = None  # type: ignore[assignment]
    label = api.PlainText(max_length=200, required=False)
    version = VERSION


class ClaimIn(_ForSome):
    """A new claim."""

    group = serializers.UUIDField()
    code = serializers.ChoiceField(choices=Code.choices)
    support = serializers.ChoiceField(choices=Support.choices, required=False)
    text = api.PlainText(max_length=20_000, multiline=True, required=False, allow_blank=True)

    def validate_group(self, pk: Any) -> Any:
        """The group."""
        return self.of_case(VictimGroup, pk)


class ClaimEdit(api.Serializer):
    """A change of a claim; `version` is the one the writer read."""

    code = serializers.ChoiceField(choices=Code.choices, required=False)
    support = serializers.ChoiceField(choices=Support.choices, required=False)
    text = api.PlainText(max_length=20_000, multiline=True, required=False, allow_blank=True)
    version = VERSION


class GroundIn(_ForSome):
    """What supports a claim: `kind` and `source`, the id of a record of this case."""

    claim = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=sorted(SOURCES))
    source = serializers.UUIDField()  # type: ignore[assignment]
    text = api.PlainText(max_length=1000, required=False, allow_blank=True)

    def validate_claim(self, pk: Any) -> Any:
        """The claim."""
        return self.of_case(Claim, pk)

    def validate(self, data: dict[str, Any]) -> dict[str, Any]:
        """With the record itself as `source`."""
        found = source_named(self.context["viewer"], self.context["case"], data.pop("kind"), data["source"])
        if found is None:
            raise serializers.ValidationError({"source": [_("Choose one that is in this case.")]})
        return data | {"source": found}
