"""Pages of offences: what is claimed for each group of victims, what supports it, and what still lacks evidence."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from access.decide import get_for
from access.viewer import viewer_of
from cases.models import Case
from cases.offences.assessment import assess_case, assess_group, claims_of
from cases.offences.forms import ClaimForm, GroundForm, GroupForm
from cases.offences.models import Claim, Ground, VictimGroup
from cases.offences.removal import removal_page
from cases.offences.writing import made_once
from cases.reading import RecordPage, with_parts
from coordination_center.sending import attempt, posted


def _page(request: HttpRequest, pk: UUID) -> RecordPage:
    viewer = viewer_of(request)
    return RecordPage.of(viewer, get_for(viewer, "case.read", with_parts(viewer), pk=pk), tab="offences")


def _context(page: RecordPage) -> dict[str, Any]:
    writes = page.may("case.offence") and page.case.state != "archived"
    return page.context | {"may_claim": writes}


@require_safe
def case_offences(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Every group with its offences. Context: assessed (groups), may_claim."""
    page = _page(request, pk)
    return render(request, "offences/tab.html", _context(page) | {"assessed": assess_case(page.viewer, page.case)})


@require_safe
def case_victim_group(request: HttpRequest, pk: UUID, group: UUID) -> HttpResponse:
    """One group. Context: one (the group, assessed), may_claim."""
    page = _page(request, pk)
    row = get_for(page.viewer, "case.read", VictimGroup.objects.select_related("case", "agency"), pk=group, case_id=pk)
    return render(request, "offences/group.html", _context(page) | {"one": assess_group(page.viewer, row)})


@require_safe
def case_claim(request: HttpRequest, pk: UUID, claim: UUID) -> HttpResponse:
    """One claim. Context: claim (with `shown`, its grounds), may_claim."""
    page = _page(request, pk)
    get_for(page.viewer, "case.read", Claim.objects.select_related("case", "group"), pk=claim, case_id=pk)
    row = next(one for one in claims_of(page.viewer, page.case) if one.pk == claim)
    return render(request, "offences/claim.html", _context(page) | {"claim": row})


@require_safe
def case_ground(request: HttpRequest, pk: UUID, ground: UUID) -> HttpResponse:
    """A ground is shown with its claim."""
    rows = Ground.objects.select_related("case")
    return redirect(get_for(viewer_of(request), "case.read", rows, pk=ground, case_id=pk))


@require_http_methods(["GET", "HEAD", "POST"])
def case_victim_group_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Add a group of victims. Context: case, form, title, back."""
    viewer = viewer_of(request)
    case = get_for(viewer, "case.offence", with_parts(viewer), pk=pk)
    form = GroupForm(posted(request), viewer=viewer, case=case)
    return _adding(request, case, form, VictimGroup, _("Add a group of victims"))


@require_http_methods(["GET", "HEAD", "POST"])
def case_claim_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Claim an element. `?group=` and `?code=` choose for it."""
    viewer = viewer_of(request)
    case = get_for(viewer, "case.offence", with_parts(viewer), pk=pk)
    initial = {name: request.GET[name] for name in ("group", "code") if name in request.GET}
    form = ClaimForm(posted(request), viewer=viewer, case=case, initial=initial)
    return _adding(request, case, form, Claim, _("Claim an element"))


@require_http_methods(["GET", "HEAD", "POST"])
def case_ground_new(request: HttpRequest, pk: UUID, claim: UUID) -> HttpResponse:
    """Name what supports a claim."""
    viewer = viewer_of(request)
    case = get_for(viewer, "case.offence", with_parts(viewer), pk=pk)
    row = get_for(viewer, "case.offence", Claim.objects.select_related("case", "group"), pk=claim, case_id=pk)
    form = GroundForm(posted(request), viewer=viewer, case=case)
    return _adding(request, case, form, Ground, _("Name what supports the claim"), claim=row)


def _adding(request: HttpRequest, case: Case, form: Any, model: Any, title: str, **more: Any) -> HttpResponse:
    """The form of an addition: runs it once, and shows what it was added to."""
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data | more
        if attempt(form, lambda: made_once(request, case, model, data)):
            messages.success(request, _("It is kept."))
            return redirect("case_claim", case.pk, more["claim"].pk) if more else redirect("case_offences", case.pk)
    back = more["claim"].get_absolute_url() if more else ""
    context = {"case": case, "form": form, "title": title, "back": back, "row": None}
    return render(request, "offences/form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def case_victim_group_removal(request: HttpRequest, pk: UUID, group: UUID) -> HttpResponse:
    """Remove a group, and with it what is claimed for it."""
    says = _("The group shows nowhere any more, nor does what is claimed for it. The log keeps that it was there.")
    return removal_page(request, VictimGroup, group, pk, says)


@require_http_methods(["GET", "HEAD", "POST"])
def case_claim_removal(request: HttpRequest, pk: UUID, claim: UUID) -> HttpResponse:
    """Remove a claim."""
    says = _("The claim shows nowhere any more, nor does what supports it. The log keeps that it was there.")
    return removal_page(request, Claim, claim, pk, says)


@require_http_methods(["GET", "HEAD", "POST"])
def case_ground_removal(request: HttpRequest, pk: UUID, ground: UUID) -> HttpResponse:
    """Name a record no longer as supporting a claim."""
    return removal_page(request, Ground, ground, pk, _("The record stays in the case; only this use of it ends."))
