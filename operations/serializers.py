"""What the API says of an operation and takes for it."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from access import api
from agencies.models import Agency, Person
from cases.serializers import AgencyLine
from operations.codes import Category, Part, Place, State, Status
from operations.models.reporting import MOST

CODE = {"required": False, "allow_blank": True}


class OperationOut(serializers.Serializer[Any]):
    """An operation."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    objectives = serializers.CharField()
    legal_basis = serializers.CharField()
    starts = serializers.DateField()
    ends = serializers.DateField()
    state = serializers.ChoiceField(choices=State.choices)
    coordinator = AgencyLine(source="originator")
    sign_by = serializers.DateTimeField(allow_null=True)
    frozen_at = serializers.DateTimeField(allow_null=True)
    version = serializers.IntegerField()
    updated_at = serializers.DateTimeField()


class OperationsPage(serializers.Serializer[Any]):
    """A page of operations."""

    results = OperationOut(many=True)
    older = serializers.CharField(allow_null=True)
    newer = serializers.CharField(allow_null=True)


class OperationIn(api.Serializer):
    """A new operation; with `compartment`, its writer alone is named at first."""

    name = api.PlainText(max_length=200)
    objectives = api.PlainText(max_length=20_000, multiline=True, **CODE)
    legal_basis = api.PlainText(max_length=5_000, multiline=True, **CODE)
    starts = serializers.DateField()
    ends = serializers.DateField()
    compartment = serializers.BooleanField(default=False)


class OperationEdit(api.Serializer):
    """A change; `version` is the one the writer read."""

    name = api.PlainText(max_length=200, required=False)
    objectives = api.PlainText(max_length=20_000, multiline=True, **CODE)
    legal_basis = api.PlainText(max_length=5_000, multiline=True, **CODE)
    starts = serializers.DateField(required=False)
    ends = serializers.DateField(required=False)
    version = serializers.IntegerField(min_value=1, max_value=2**31 - 1)


class ClosingIn(api.Serializer):
    """Until when countries may sign; left out, a week from now."""

    sign_by = serializers.DateTimeField(required=False)


class _OfAgency(api.Serializer):
    agency = serializers.UUIDField()

    def validate_agency(self, pk: Any) -> Agency:
        """The agency."""
        found = Agency.objects.filter(pk=pk).first()
        if found is None:
            raise serializers.ValidationError(_("There is no such agency."))
        return found


class DelegationIn(_OfAgency):
    """An agency, what it becomes, and from when it may know."""

    part = serializers.ChoiceField(choices=Part.choices, default=Part.DELEGATION)
    coordinator = serializers.UUIDField(required=False)
    visible_from = serializers.DateTimeField(required=False)

    def validate(self, attrs: Any) -> Any:
        """The coordinator as a person of that agency; who is elsewhere is as one that is not there."""
        if "coordinator" in attrs:
            found = Person.objects.filter(pk=attrs["coordinator"], memberships__agency=attrs["agency"]).first()
            if found is None:
                raise serializers.ValidationError({"coordinator": [_("Choose somebody of that agency.")]})
            attrs["coordinator"] = found
        return attrs


class DelegationEdit(api.Serializer):
    """A later or earlier moment of release."""

    visible_from = serializers.DateTimeField()


class DelegationOut(serializers.Serializer[Any]):
    """A country's part."""

    id = serializers.UUIDField()
    agency = AgencyLine()
    part = serializers.ChoiceField(choices=Part.choices)
    visible_from = serializers.DateTimeField()
    approved_at = serializers.DateTimeField(allow_null=True)
    signed_at = serializers.DateTimeField(allow_null=True)


class NamedPersonIn(_OfAgency):
    """A person for an agency that takes part."""

    person = serializers.UUIDField()

    def validate_person(self, pk: Any) -> Person:
        """The person; the verb asks of which agency."""
        found = Person.objects.filter(pk=pk).first()
        if found is None:
            raise serializers.ValidationError(_("No such person in an agency that takes part."))
        return found


class ShutOutIn(_OfAgency):
    """An agency that is shut out, whatever its part."""

    reason = api.PlainText(max_length=500, required=False, allow_blank=True)


class SiteIn(api.Serializer):
    """A new site; `only` are agencies that alone may know of it."""

    name = api.PlainText(max_length=200)
    country = api.PlainText(max_length=2, min_length=2)
    kind = serializers.ChoiceField(choices=Place.choices, default=Place.OTHER)
    lat = serializers.FloatField(required=False, min_value=-90, max_value=90)
    lon = serializers.FloatField(required=False, min_value=-180, max_value=180)
    only = serializers.ListField(child=serializers.UUIDField(), required=False, max_length=100)

    def validate_only(self, ids: Any) -> list[Agency]:
        """The agencies."""
        found = list(Agency.objects.filter(pk__in=ids))
        if len(found) != len(set(ids)):
            raise serializers.ValidationError(_("There is no such agency."))
        return found


class SiteOut(serializers.Serializer[Any]):
    """A site."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    country = serializers.CharField()
    kind = serializers.ChoiceField(choices=Place.choices)
    lat = serializers.FloatField(allow_null=True)
    lon = serializers.FloatField(allow_null=True)
    only = serializers.ListField(child=serializers.UUIDField())


class ResultIn(api.Serializer):
    """What is reported. `agency` only on behalf of another country; of `token` nothing but a keyed hash is kept."""

    category = serializers.ChoiceField(choices=Category.choices)
    quantity = serializers.IntegerField(min_value=1, max_value=MOST)
    agency = serializers.UUIDField(required=False)
    at = serializers.DateTimeField(required=False)
    site = serializers.UUIDField(required=False)
    nationality = api.PlainText(max_length=2, **CODE)
    currency = api.PlainText(max_length=3, **CODE)
    note = api.PlainText(max_length=2_000, multiline=True, **CODE)
    case = serializers.UUIDField(required=False)
    token = api.PlainText(max_length=200, **CODE)


class MarkIn(api.Serializer):
    """A verdict; all but `verified` need a reason."""

    status = serializers.ChoiceField(choices=[s for s in Status.choices if s[0] != Status.REPORTED])
    reason = api.PlainText(max_length=500, **CODE)


class CorrectionIn(api.Serializer):
    """How many fewer, and why."""

    quantity = serializers.IntegerField(min_value=1, max_value=MOST)
    reason = api.PlainText(max_length=500)


class MarkOut(serializers.Serializer[Any]):
    """A verdict."""

    id = serializers.UUIDField()
    status = serializers.ChoiceField(choices=Status.choices)
    agency = AgencyLine()
    reason = serializers.SerializerMethodField()
    made_at = serializers.DateTimeField()

    def get_reason(self, mark: Any) -> str:
        """The reason, for the country itself and the coordinating agency."""
        return str(mark.reason) if mark.increment.within(self.context["viewer"]) else ""


class ResultOut(serializers.Serializer[Any]):
    """A result, without what is withheld from the reader. A correction has `reverses` and counts down."""

    id = serializers.UUIDField(source="row.pk")
    agency = AgencyLine(source="row.agency")
    category = serializers.ChoiceField(choices=Category.choices, source="row.category")
    quantity = serializers.IntegerField(source="row.quantity")
    left = serializers.IntegerField(source="net")
    status = serializers.ChoiceField(choices=Status.choices)
    at = serializers.DateTimeField(source="row.at")
    day = serializers.DateField(source="row.day")
    site = serializers.UUIDField(source="site.pk", default=None)
    nationality = serializers.CharField(source="row.nationality")
    currency = serializers.CharField(source="row.currency")
    note = serializers.CharField()
    case = serializers.UUIDField(source="case.pk", default=None)
    reverses = serializers.UUIDField(source="row.reverses_id", allow_null=True)
    reason = serializers.SerializerMethodField()
    person = serializers.CharField()
    on_behalf = serializers.BooleanField(source="row.on_behalf")
    possible_double_with = serializers.ListField(child=serializers.CharField(), source="doubles")
    created_at = serializers.DateTimeField(source="row.created_at")

    def get_reason(self, line: Any) -> str:
        """Why it was corrected, for the country itself and the coordinating agency."""
        return str(line.row.reason) if line.inside else ""


class ResultsPage(serializers.Serializer[Any]):
    """A page of results."""

    results = ResultOut(many=True)
    older = serializers.CharField(allow_null=True)
    newer = serializers.CharField(allow_null=True)


class SumOut(serializers.Serializer[Any]):
    """A category's sums. `total` is all that was reported and not withdrawn."""

    category = serializers.ChoiceField(choices=Category.choices)
    currency = serializers.CharField()
    total = serializers.IntegerField()
    reported = serializers.IntegerField()
    verified = serializers.IntegerField()
    disputed = serializers.IntegerField()
    withdrawn = serializers.IntegerField()


class CountryOut(serializers.Serializer[Any]):
    """A country's figures; in the end `unconfirmed` where it never signed."""

    agency = AgencyLine()
    figures = SumOut(many=True)
    unconfirmed = serializers.BooleanField()


class DayOut(serializers.Serializer[Any]):
    """A day's figures."""

    day = serializers.DateField()
    figures = SumOut(many=True)


class BoardOut(serializers.Serializer[Any]):
    """The board; `digest` sent back as `?digest=` is answered with 204 while nothing has changed."""

    digest = serializers.CharField()
    figures = SumOut(many=True)
    countries = CountryOut(many=True)
    days = DayOut(many=True)
    waiting = serializers.IntegerField()
    possible_doubles = serializers.IntegerField()
