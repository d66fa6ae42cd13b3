"""Pages over all of intelligence. Each reads through `access` what this viewer may see, and renders."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from access.decide import require_role
from access.viewer import Viewer, viewer_of
from intelligence.overview.figures import overview_of
from intelligence.reports.narrowing import Narrowing
from intelligence.reports.narrowing_words import NarrowForm, chips


def reader(request: HttpRequest) -> Viewer:
    """The viewer, whose role reads records; `NotAllowed` otherwise."""
    viewer = viewer_of(request)
    require_role(viewer, "intelligence.overview")
    return viewer


@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """Grades, months, forms, platforms, who released what. Context: overview, narrowing, narrow, chips, tab."""
    viewer = reader(request)
    narrowing = Narrowing.of(viewer, request.GET).only_cover()
    context = {
        "overview": overview_of(viewer, narrowing),
        "narrowing": narrowing,
        "narrow": NarrowForm(narrowing),
        "chips": chips(narrowing),
        "tab": "figures",
    }
    return render(request, "overview/figures.html", context)
