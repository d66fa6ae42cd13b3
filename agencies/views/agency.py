"""The directory of agencies, and what the centre and each agency's administrators do there."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from access.decide import require_role
from access.viewer import viewer_of
from agencies import directory, suspension
from agencies.creation import create_agency, edit_agency
from agencies.forms import AgencyForm
from agencies.models import Agency
from agencies.stepup import fresh_factor_required, kept
from coordination_center.errors import IllegalMove, Stale
from coordination_center.sending import attempt, once, typed


@require_safe
def agencies(request: HttpRequest) -> HttpResponse:
    """The directory. `agencies/list.html`: agencies (name, kind, country, languages, desk_email), may_create."""
    viewer = viewer_of(request)
    context = {"agencies": Agency.objects.order_by("country", "name"), "may_create": directory.centre(viewer)}
    return render(request, "agencies/list.html", context)


@require_safe
def agency(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One agency. `agencies/agency.html`: agency, people (None: not yours to see, else memberships with person and
    roles), invitations (None likewise), may_administer, may_edit, may_invite, may_see_person, may_suspend,
    may_reactivate, may_exclude."""
    viewer = viewer_of(request)
    return render(request, "agencies/agency.html", directory.agency_page(viewer, directory.find_agency(pk)))


def _for_the_centre(request: HttpRequest, pk: UUID | None = None) -> None:
    require_role(viewer_of(request), "centre.administer")


@require_http_methods(["GET", "HEAD", "POST"])
@fresh_factor_required(allowed=_for_the_centre)
def agency_new(request: HttpRequest) -> HttpResponse:
    """A new agency, by the centre. `agencies/form.html`: form, agency (None), theirs (None)."""
    viewer = viewer_of(request)
    form = AgencyForm(request.POST or kept(request), by_centre=True)
    if request.method == "POST" and form.is_valid():
        sent = attempt(
            form,
            lambda: once(
                viewer,
                route="agency_new",
                key=request.POST.get("once", ""),
                body=typed(request),
                make=lambda: create_agency(by=viewer, **form.cleaned_data),
            ),
        )
        if sent:
            made, before = sent
            return redirect("agency", pk=before.object_id if before else made.pk)
    context = {"form": form, "agency": None, "theirs": None}
    return render(request, "agencies/form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def agency_edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """An agency's facts: desk and languages by its administrators, all by the centre. `agencies/form.html`:
    form (with a hidden version), agency, theirs (the agency as it stands when somebody else was faster, else None)."""
    viewer = viewer_of(request)
    found = directory.own_agency(viewer, pk, or_centre=True)
    form = AgencyForm(request.POST or None, instance=found, by_centre=directory.centre(viewer))
    if request.method == "POST" and form.is_valid():
        try:
            done = attempt(form, lambda: edit_agency(found, by=viewer, **form.cleaned_data))
        except Stale as stale:
            return _conflict(request, form, stale.context["current"])
        if done:
            messages.success(request, _("Your changes are kept."))
            return redirect("agency", pk=pk)
    context = {"form": form, "agency": directory.find_agency(pk), "theirs": None}
    return render(request, "agencies/form.html", context, status=422 if form.errors else 200)


def _conflict(request: HttpRequest, form: AgencyForm, current: Agency) -> HttpResponse:
    """What was typed stays in the form, which now is against the newest version; `theirs` is that version."""
    data: Any = form.data
    data = data.copy()
    data["version"] = current.version
    again = AgencyForm(data, instance=Agency.objects.get(pk=current.pk), by_centre="name" in form.fields)
    context = {"form": again, "agency": current, "theirs": current}
    return render(request, "agencies/form.html", context, status=409)


@require_http_methods(["GET", "HEAD", "POST"])
@fresh_factor_required(allowed=_for_the_centre)
def agency_suspension(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Suspend a whole agency, by the centre. `agencies/agency_suspension.html`: agency, people (how many)."""
    viewer = viewer_of(request)
    found = directory.find_agency(pk)
    if request.method == "POST":
        suspension.suspend_agency(found, by=viewer)
        messages.success(request, _("%(agency)s is suspended.") % {"agency": found})
        return redirect("agency", pk=pk)
    if found.suspended_at:
        raise IllegalMove(_("This agency is suspended already."))
    context = {"agency": found, "people": found.memberships.filter(ended_at=None).count()}
    return render(request, "agencies/agency_suspension.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@fresh_factor_required(allowed=_for_the_centre)
def agency_reactivation(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Let a suspended agency in again, by the centre. `agencies/agency_reactivation.html`: agency."""
    viewer = viewer_of(request)
    found = directory.find_agency(pk)
    if request.method == "POST":
        suspension.reactivate_agency(found, by=viewer)
        messages.success(request, _("%(agency)s takes part again.") % {"agency": found})
        return redirect("agency", pk=pk)
    return render(request, "agencies/agency_reactivation.html", {"agency": found})
