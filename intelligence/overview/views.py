"""Pages over all of intelligence. Each reads through `access` what this viewer may see, and renders."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from access.decide import require_role
from access.viewer import Viewer, viewer_of
from intelligence.overview.figures import overview_of
from intelligence.overview.mapping import map_of
from intelligence.overview.queue import queue_of
from intelligence.overview.times import times_of
from intelligence.reports.narrowing import MOST, Narrowing
from intelligence.reports.narrowing_words import NarrowForm, chips
from intelligence.rfis.clocks import in_words


def reader(request: HttpRequest) -> Viewer:
    """The viewer, whose role reads records; `NotAllowed` otherwise."""
    viewer = viewer_of(request)
    require_role(viewer, "intelligence.overview")
    return viewer


@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """Grades, months, forms, platforms, who released what. Context: overview, narrowing, narrow, chips, tab."""
    viewer = reader(request)
    narrowed = _narrowed(viewer, request)
    context = narrowed | {"overview": overview_of(viewer, narrowed["narrowing"]), "tab": "figures"}
    return render(request, "overview/figures.html", context)


@require_safe
def mapped(request: HttpRequest) -> HttpResponse:
    """Places and routes. Context: map, data, narrowing, narrow, chips, tab."""
    viewer = reader(request)
    narrowed = _narrowed(viewer, request)
    drawn = map_of(viewer, narrowed["narrowing"])
    return render(request, "overview/map.html", narrowed | {"map": drawn, "data": drawn.data(), "tab": "map"})


@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """What the acting agency owes and what it asked. Context: queue, tab."""
    viewer = reader(request)
    return render(request, "overview/queue.html", {"queue": queue_of(viewer), "tab": "queue"})


@require_safe
def times(request: HttpRequest) -> HttpResponse:
    """How fast others answered the acting agency, and it them. Context: times, in_words, tab."""
    viewer = reader(request)
    context = {"times": times_of(viewer), "in_words": in_words, "tab": "times"}
    return render(request, "overview/times.html", context)


def _narrowed(viewer: Viewer, request: HttpRequest) -> dict[str, Any]:
    """narrowing, narrow (its form), chips, most: by covers alone, for the parts are what is counted."""
    narrowing = Narrowing.of(viewer, request.GET).only_cover()
    return {"narrowing": narrowing, "narrow": NarrowForm(narrowing), "chips": chips(narrowing), "most": MOST}
