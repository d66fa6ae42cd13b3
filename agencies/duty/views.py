"""The page of the acting agency's roster: who is on duty now, a week of turns, and the form for a new one."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from access.decide import may, require_role
from access.viewer import viewer_of
from agencies.duty.forms import TurnForm
from agencies.duty.on_duty import on_duty
from agencies.duty.roster import Week, end_turn, own, plan_turn
from coordination_center.sending import attempt, once, posted, typed


@require_http_methods(["GET", "HEAD", "POST"])
def agency_duty(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The roster. `duty/roster.html`: agency, desk (who is on duty now), week, days, keeps, form (None without)."""
    viewer = viewer_of(request)
    agency, week = own(viewer, pk), Week.named(request.GET.get("week", ""))
    if request.method == "POST":
        require_role(viewer, "duty.keep")
    keeps = may(viewer, "duty.keep")
    form = TurnForm(posted(request), viewer=viewer) if keeps else None
    if form is not None and request.method == "POST" and form.is_valid() and _planned(request, form):
        messages.success(request, _("The turn is on the roster."))
        return redirect(f"{reverse('agency_duty', args=[pk])}?week={week.name}")
    context = {"agency": agency, "desk": on_duty(agency), "week": week, "days": week.days(agency), "keeps": keeps}
    status = 422 if form is not None and form.errors else 200
    return render(request, "duty/roster.html", context | {"form": form}, status=status)


def _planned(request: HttpRequest, form: TurnForm) -> Any:
    viewer, key = viewer_of(request), request.POST.get("once", "")
    make: dict[str, Any] = {"route": "agency_duty", "key": key, "body": typed(request)}
    return attempt(form, lambda: once(viewer, make=lambda: plan_turn(by=viewer, **form.cleaned_data), **make))


@require_POST
def agency_duty_end(request: HttpRequest, pk: UUID, turn: UUID) -> HttpResponse:
    """End a turn, or strike it off."""
    viewer = viewer_of(request)
    own(viewer, pk)
    end_turn(turn, by=viewer)
    messages.success(request, _("The roster is changed."))
    return redirect(f"{reverse('agency_duty', args=[pk])}?week={Week.named(request.POST.get('week', '')).name}")
