"""The API of figures, the map, the queue and answer times: what the pages show, for programs."""

from dataclasses import asdict
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from access.api import APIView
from access.decide import require_role
from intelligence.overview import serializers as shapes
from intelligence.overview.figures import overview_of
from intelligence.overview.mapping import map_of
from intelligence.overview.queue import queue_of
from intelligence.overview.times import Line, times_of
from intelligence.reports.api import NARROWING, SHOW
from intelligence.reports.narrowing import Narrowing

COVERS = [SHOW, *(one for one in NARROWING if one.name in ("since", "until", "form"))]


class Reading(APIView):
    """For whoever reads records, over what they may see."""

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        require_role(self.viewer, "intelligence.overview")

    def narrowed(self, request: Request) -> Narrowing:
        """What the address asks for, of covers."""
        return Narrowing.of(self.viewer, request.query_params).only_cover()


class OverviewView(Reading):
    """Figures over reports."""

    @extend_schema(operation_id="intelligence_overview", parameters=COVERS, responses=shapes.OverviewOut)
    def get(self, request: Request) -> Response:
        """Grades, months, forms, platforms, and who released what to whom."""
        return Response(shapes.OverviewOut(overview_of(self.viewer, self.narrowed(request))).data)


class MapView(Reading):
    """Reports on a map."""

    @extend_schema(operation_id="intelligence_map", parameters=COVERS, responses=shapes.ReportMapOut)
    def get(self, request: Request) -> Response:
        """Places and routes with their numbers of reports."""
        return Response(shapes.ReportMapOut(map_of(self.viewer, self.narrowed(request))).data)


class QueueView(Reading):
    """What waits."""

    @extend_schema(operation_id="intelligence_queue", responses=shapes.QueueOut)
    def get(self, request: Request) -> Response:
        """Requests for information, releases and hits: at most 50 of each kind."""
        return Response(shapes.QueueOut(queue_of(self.viewer)).data)


class TimesView(Reading):
    """How fast agencies answer each other."""

    @extend_schema(operation_id="intelligence_answer_times", responses=shapes.AnswerTimesOut)
    def get(self, request: Request) -> Response:
        """Of hits only those that you asked yourself, and those on records that you read."""
        times = times_of(self.viewer)
        pairs = {"asked": _flat(times.asked), "answered": _flat(times.owed)}
        return Response(shapes.AnswerTimesOut(pairs).data)


def _flat(agencies: list[tuple[str, list[Line]]]) -> list[dict[str, Any]]:
    return [asdict(line.pair) | {"kind": line.code} for _name, lines in agencies for line in lines]
