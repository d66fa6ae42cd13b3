"""The oversight page. Whoever has not the role gets the answer of an address that does not exist."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from access.decide import may
from access.viewer import Viewer, viewer_of
from audit.keeping import on_the_log, seal_status
from audit.log import consulted
from audit.oversight import Filter, Page, agencies_by_name, page_of
from coordination_center.errors import NotAllowed, Unseen


@require_safe
def oversight(request: HttpRequest) -> HttpResponse:
    """Events without content, newest first, and how far the log is sealed."""
    viewer = overseer_of(request)
    agencies = agencies_by_name()
    form = Filter(request.GET, agencies=agencies)
    after = request.GET.get("after", "")
    page = page_of(viewer, agencies, after=after, **form.cleaned_data) if form.is_valid() else Page([])
    consulted(by=viewer, refs=[on_the_log(viewer.agency_id)], purpose="oversight")
    kept = urlencode({name: str(value) for name, value in request.GET.items() if name in form.fields and value})
    context = {"form": form, "page": page, "status": seal_status(), "kept": kept, "first": not after}
    return render(request, "audit/oversight.html", context)


def overseer_of(request: HttpRequest) -> Viewer:
    """The viewer, if an overseer; Unseen for everybody else."""
    try:
        viewer = viewer_of(request)
    except NotAllowed:
        raise Unseen(object_type="log", action="log.oversee") from None
    if not may(viewer, "log.oversee"):
        raise Unseen(object_type="log", action="log.oversee")
    return viewer
