"""The log over the API, for oversight: the same lines as on its page."""

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from access.api import APIView
from audit.keeping import on_the_log, seal_status
from audit.log import consulted
from audit.oversight import KINDS, Filter, agencies_by_name, page_of
from audit.views import overseer_of
from coordination_center.errors import Invalid

PARAMETERS = [
    OpenApiParameter("kind", OpenApiTypes.STR, enum=[code for code, _label in KINDS]),
    OpenApiParameter("agency", OpenApiTypes.UUID, description="The acting agency."),
    OpenApiParameter("day", OpenApiTypes.DATE, description="One day in the reader's time zone."),
    OpenApiParameter("after", OpenApiTypes.STR, description="A cursor from `older`."),
]


class LineOut(serializers.Serializer[Any]):
    """One event without content."""

    at = serializers.DateTimeField()
    person = serializers.CharField(help_text="Empty for people of other agencies.")
    agency = serializers.CharField(help_text="The agency acted for.")
    owner = serializers.CharField(help_text="The agency whose record it was.")
    verb = serializers.CharField()
    label = serializers.CharField(help_text="The verb in the reader's language.")  # type: ignore[assignment]
    kind = serializers.CharField()
    object_type = serializers.CharField()
    records = serializers.IntegerField(help_text="How many records were shown or changed.")
    action = serializers.CharField(help_text="What was refused, for a refusal.")
    purpose = serializers.CharField()


class SealOut(serializers.Serializer[Any]):
    """How far the log is sealed, and what its last verification said."""

    number = serializers.IntegerField()
    era = serializers.IntegerField()
    at = serializers.DateTimeField()
    verdict = serializers.CharField(allow_blank=True)
    verdict_at = serializers.DateTimeField(allow_null=True)


class EventsOut(serializers.Serializer[Any]):
    """A page of the log."""

    results = LineOut(many=True)
    older = serializers.CharField(allow_null=True)
    seal = SealOut(allow_null=True)


class Events(APIView):
    """The log, for oversight."""

    @extend_schema(operation_id="events_list", parameters=PARAMETERS, responses=EventsOut)
    def get(self, request: Request) -> Response:
        """Events newest first: of the acting agency and of its records; of all for a coordination centre."""
        viewer = overseer_of(request._request)
        agencies, query = agencies_by_name(), request.query_params
        form = Filter(query, agencies=agencies)
        unknown = {name: [_("This field is not known here.")] for name in query if name not in {*form.fields, "after"}}
        if unknown or not form.is_valid():
            wrong = {name: [str(error) for error in errors] for name, errors in form.errors.items()}
            raise Invalid(_("Some fields cannot be accepted."), fields=unknown | wrong)
        page = page_of(viewer, agencies, after=query.get("after", ""), **form.cleaned_data)
        consulted(by=viewer, refs=[on_the_log(viewer.agency_id)], purpose="oversight")
        shown = {"results": page.lines, "older": page.older or None, "seal": seal_status()}
        return Response(EventsOut(shown).data)
