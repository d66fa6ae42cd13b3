"""Pages of the routes of a case."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from access.decide import get_for
from access.viewer import Viewer, viewer_of
from cases.chronology.forms import EditRouteForm, RouteForm, route_initial
from cases.chronology.mapping import legs_of
from cases.chronology.models import Route
from cases.chronology.reading import entries_of
from cases.chronology.views import made_once, may_write, page_of, require_own
from cases.reading import RecordPage
from coordination_center.errors import Stale
from coordination_center.sending import attempt, posted

MOST = 200  # entries on the page of one route


def route_for(viewer: Viewer, pk: UUID, route: UUID, action: str = "case.read") -> Route:
    """The route of the address, in the case of the address."""
    return get_for(viewer, action, Route.objects.select_related("agency", "author", "case"), pk=route, case_id=pk)


@require_safe
def route_page(request: HttpRequest, pk: UUID, route: UUID) -> HttpResponse:
    """One route with its stops and the entries that name it. Context: route, legs, entries, may_change."""
    viewer = viewer_of(request)
    page = page_of(viewer, pk)
    row = route_for(viewer, pk, route)
    entries = list(entries_of(viewer, page.case).filter(route=row).order_by("first", "id")[:MOST])
    placed = [entry for entry in entries if entry.lat is not None]
    context = {
        "route": row,
        "legs": legs_of(row, placed),
        "entries": entries,
        "may_change": may_write(page) and row.agency_id == viewer.agency_id,
    }
    return render(request, "chronology/route.html", page.context | context)


@require_http_methods(["GET", "HEAD", "POST"])
def route_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Add a route. Context: form, route (None)."""
    viewer = viewer_of(request)
    page = page_of(viewer, pk, "case.entry")
    form = RouteForm(posted(request), viewer=viewer, case=page.case)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: _made(request, page, form))
        if made:
            messages.success(request, _("The route is kept."))
            return redirect("case_route", pk=pk, route=made)
    context = page.context | {"form": form, "route": None}
    return render(request, "chronology/route_form.html", context, status=422 if form.errors else 200)


def _made(request: HttpRequest, page: RecordPage, form: RouteForm) -> UUID:
    route, data = f"case_route_new {page.case.pk}", form.cleaned_data
    return made_once(request, page.viewer, route, lambda: Route.add(page.case, by=page.viewer, **data))


@require_http_methods(["GET", "HEAD", "POST"])
def route_edit(request: HttpRequest, pk: UUID, route: UUID) -> HttpResponse:
    """Change a route of one's own agency; 409 with both versions when someone was faster. Context: form, route."""
    viewer = viewer_of(request)
    page = page_of(viewer, pk, "case.entry")
    row = route_for(viewer, pk, route, "case.entry")
    require_own(row, viewer)
    form = EditRouteForm(posted(request), viewer=viewer, case=page.case, initial=route_initial(row))
    if request.method == "POST" and form.is_valid():
        try:
            done = attempt(form, lambda: row.edit(by=viewer, **form.cleaned_data))
        except Stale:
            return _conflict(request, page, row, form)
        if done:
            messages.success(request, _("Your changes are kept."))
            return redirect(row)
    context = page.context | {"form": form, "route": row}
    return render(request, "chronology/route_form.html", context, status=422 if form.errors else 200)


def _conflict(request: HttpRequest, page: RecordPage, row: Route, form: EditRouteForm) -> HttpResponse:
    """Both versions side by side; sending again is against the version now shown."""
    typed: dict[str, Any] = request.POST.dict()
    mine = EditRouteForm(initial=typed | {"version": row.version}, viewer=page.viewer, case=page.case)
    context = {"route": row, "form": mine, "mine": typed, "theirs": route_initial(row)}
    return render(request, "chronology/route_conflict.html", page.context | context, status=409)


@require_http_methods(["GET", "HEAD", "POST"])
def route_removal(request: HttpRequest, pk: UUID, route: UUID) -> HttpResponse:
    """Remove a route of one's own agency: GET says what will happen, POST does it. Context: row, kind."""
    viewer = viewer_of(request)
    page = page_of(viewer, pk, "case.entry")
    row = route_for(viewer, pk, route, "case.entry")
    require_own(row, viewer)
    if request.method == "POST":
        row.take_out(by=viewer)
        messages.success(request, _("The route is removed."))
        return redirect("case_map", pk=pk)
    return render(request, "chronology/removal.html", page.context | {"row": row, "kind": "route"})
