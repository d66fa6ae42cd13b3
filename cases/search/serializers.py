"""What the API takes and says of a search, of kept views, and of the list as a file."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers

from access import api
from cases.codes import Outcome, State, Tlp
from cases.reading import PARTS
from cases.search.columns import COLUMNS
from cases.search.export import TYPES
from cases.search.filters import LONGEST_TEXT
from cases.search.reading import LONGEST


class SearchIn(api.Serializer):
    """A query: a name in any script, a number in any writing, or words."""

    query = api.PlainText(max_length=LONGEST)


class MatchOut(serializers.Serializer[Any]):
    """A record that was found. `likeness` from 0 to 1 for a name; `name` what it is called, `text` the part
    where it was found.
    """

    type = serializers.CharField(source="noun")
    id = serializers.UUIDField(source="record")
    name = serializers.CharField(source="label")
    field = serializers.CharField()
    text = serializers.SerializerMethodField()
    likeness = serializers.FloatField(allow_null=True)

    def get_text(self, match: Any) -> str:
        return "".join(piece.text for piece in match.pieces)


class FoundOut(serializers.Serializer[Any]):
    """A case with its matching records; `more` of them are not shown."""

    id = serializers.UUIDField(source="case.pk")
    title = serializers.CharField(source="case.title")
    tlp = serializers.ChoiceField(choices=Tlp.choices, source="case.tlp")
    lead = serializers.CharField(source="case.lead_name")
    matches = MatchOut(many=True)
    more = serializers.BooleanField()


class OtherOut(serializers.Serializer[Any]):
    """A record that is not of a case: `noun` says of what kind (report, rfi), `whose` it is by agency."""

    noun = serializers.CharField()
    id = serializers.UUIDField()
    label = serializers.CharField()  # type: ignore[assignment]
    tlp = serializers.CharField()
    whose = serializers.CharField()
    excerpt = serializers.CharField()


class AnswerOut(serializers.Serializer[Any]):
    """Cases, the best first; `more` says that not everything is shown. `beside`: what is found that is of no case."""

    results = FoundOut(many=True, source="cases")
    more = serializers.BooleanField()
    beside = OtherOut(many=True)


class FiltersIn(api.Serializer):
    """Filters of the list, each optional."""

    part = serializers.ChoiceField(choices=sorted(PARTS), required=False)
    state = serializers.ChoiceField(choices=State.choices, required=False)
    tlp = serializers.ChoiceField(choices=Tlp.choices, required=False)
    outcome = serializers.ChoiceField(choices=Outcome.choices, required=False)
    country = serializers.RegexField(r"^[A-Z]{2}$", required=False, help_text=_("ISO 3166-1 alpha-2, of the lead."))
    opened_from = serializers.DateField(required=False)
    opened_to = serializers.DateField(required=False)
    text = api.PlainText(max_length=LONGEST_TEXT, required=False)


FILTERS = [  # the same, as parameters of an address
    OpenApiParameter(name, OpenApiTypes.STR, enum=sorted(field.choices) if hasattr(field, "choices") else None)
    for name, field in FiltersIn().fields.items()
]


class ViewIn(api.Serializer):
    """A view to keep; one of the same name is replaced."""

    name = api.PlainText(max_length=60)
    filters = FiltersIn(required=False)
    columns = serializers.ListField(
        child=serializers.ChoiceField(choices=sorted(COLUMNS)), required=False, max_length=len(COLUMNS)
    )


class ViewOut(serializers.Serializer[Any]):
    """A kept view of the viewer's own."""

    id = serializers.UUIDField(source="pk")
    name = serializers.CharField()
    filters = FiltersIn()
    columns = serializers.ListField(child=serializers.CharField())


class ViewPage(serializers.Serializer[Any]):
    """All views that the viewer has kept for the acting agency."""

    results = ViewOut(many=True)


class ExportIn(FiltersIn):
    """The list as a file."""

    form = serializers.ChoiceField(choices=sorted(TYPES))
    columns = serializers.ListField(
        child=serializers.ChoiceField(choices=sorted(COLUMNS)), required=False, max_length=len(COLUMNS)
    )
