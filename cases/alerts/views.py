"""Pages of urgent alerts. Each view fetches through `access`, runs at most one verb, and renders or redirects."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from access.decide import require, require_role
from access.paging import page_for
from access.viewer import viewer_of
from cases.alerts.choosing import countries_of, desks_for
from cases.alerts.forms import AcknowledgeForm, AlertForm, CloseForm, DesksForm, MessageForm, ReviewForm, offered
from cases.alerts.models import Alert
from cases.alerts.origins import origin_for
from cases.alerts.reading import AlertPage, alert_for, desk_for
from cases.alerts.sheet import keyed
from coordination_center.sending import attempt, once, posted, typed


@require_safe
def alert_list(request: HttpRequest) -> HttpResponse:
    """The alerts the viewer sees, newest change first. Context: page."""
    viewer = viewer_of(request)
    rows = Alert.objects.living().select_related("originator")
    page = page_for(viewer, rows, after=request.GET.get("after", ""))
    return render(request, "alerts/list.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def alert_new(request: HttpRequest) -> HttpResponse:
    """Raise an alert on `?origin=&id=`: first countries are chosen, then desks. Context: form, origin, countries."""
    viewer = viewer_of(request)
    require_role(viewer, "alert.create")
    kind, row = origin_for(viewer, request.GET.get("origin", ""), request.GET.get("id", ""))
    desks = desks_for(viewer, origin=row.pk, owner=row.originator_id)
    wanted = request.GET.getlist("country")
    context = {"origin": row, "kind": kind.name, "countries": countries_of(desks)}
    if not wanted:
        return render(request, "alerts/countries.html", context)
    there = list(desks.filter(country__in=wanted))
    first = {"desks": [str(desk.pk) for desk in there if desk.staffed]}  # type: ignore[attr-defined]
    form = AlertForm(posted(request), request.FILES or None, choices=offered(there), initial=first)
    if request.method == "POST" and form.is_valid():
        facts, origin = form.cleaned_data, (kind.name, row.pk)
        made = _once(request, form, "alert_new", lambda: Alert.issue(by=viewer, origin=origin, **facts))
        if made:
            return redirect("alert", pk=made)
    return render(request, "alerts/new.html", context | {"form": form}, status=422 if form.errors else 200)


def _once(request: HttpRequest, form: forms.Form, route: str, make: Callable[[], Any]) -> UUID | None:
    """As `made_once`; what was sent is told by a digest with a key, as names could be guessed from another."""
    sent: dict[str, Any] = {"key": request.POST.get("once", ""), "body": keyed(typed(request))}
    done = attempt(form, lambda: once(viewer_of(request), route=route, make=make, **sent))
    if done is None:
        return None
    made, before = done
    return before.object_id if before else made.pk


@require_safe
def alert_page(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One alert, and who has acknowledged. Context: see `AlertPage`; form (a desk's acknowledgement)."""
    page = AlertPage.of(viewer_of(request), alert_for(viewer_of(request), pk))
    return render(request, "alerts/detail.html", page.context | {"form": AcknowledgeForm()})


@require_safe
def alert_live(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The board of the page alone; 204 where the page shows it already (`?digest=`)."""
    page = AlertPage.of(viewer_of(request), alert_for(viewer_of(request), pk))
    if request.GET.get("digest") == page.digest:
        return HttpResponse(status=204)
    return render(request, "alerts/board.html", page.context)


@require_POST
def alert_acknowledge(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Acknowledge for the acting desk; an error shows the alert again."""
    viewer = viewer_of(request)
    alert = alert_for(viewer, pk, "alert.acknowledge")
    form = AcknowledgeForm(request.POST)
    if form.is_valid() and attempt(form, lambda: alert.acknowledge(by=viewer, **form.cleaned_data)):
        messages.success(request, _("Your desk has acknowledged. The issuer sees it at once."))
        return redirect(alert)
    context = AlertPage.of(viewer, alert).context | {"form": form}
    return render(request, "alerts/detail.html", context, status=422)


@require_POST
def alert_resend(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Tell the silent desks once more."""
    alert = alert_for(viewer_of(request), pk, "alert.follow")
    count = alert.resend(by=viewer_of(request))
    sentence = ngettext("%(n)d desk is told again.", "%(n)d desks are told again.", count)
    messages.success(request, sentence % {"n": count})
    return redirect(alert)


@require_http_methods(["GET", "HEAD", "POST"])
def alert_desks(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask further desks. Context: alert, form."""
    viewer = viewer_of(request)
    alert = alert_for(viewer, pk, "alert.follow")
    desks = desks_for(viewer, origin=alert.origin_id, owner=alert.origin_owner_id)
    form = DesksForm(posted(request), choices=offered(desks.exclude(pk__in=alert.ledger.values("agency"))))
    return _sent(request, alert, form, lambda: alert.add_desks(by=viewer, **form.cleaned_data), "desks")


@require_http_methods(["GET", "HEAD", "POST"])
def alert_withdraw(request: HttpRequest, pk: UUID, desk: UUID) -> HttpResponse:
    """Take the alert from a desk; GET says what will happen. Context: alert, desk."""
    viewer = viewer_of(request)
    alert = alert_for(viewer, pk, "alert.follow")
    row = desk_for(viewer, alert, desk)
    return _sent(request, alert, forms.Form(posted(request)), lambda: alert.withdraw_desk(row, by=viewer), "withdraw",
                 desk=row)  # fmt: skip


@require_POST
def alert_reach(request: HttpRequest, pk: UUID, desk: UUID) -> HttpResponse:
    """Note that a desk was reached by telephone."""
    viewer = viewer_of(request)
    alert = alert_for(viewer, pk, "alert.follow")
    alert.reach(desk_for(viewer, alert, desk), by=viewer)
    messages.success(request, _("Noted. The desk’s own acknowledgement is still awaited."))
    return redirect(alert)


@require_http_methods(["GET", "HEAD", "POST"])
def alert_write(request: HttpRequest, pk: UUID, desk: UUID) -> HttpResponse:
    """Write to the other side. Context: alert, desk, form."""
    viewer = viewer_of(request)
    alert = alert_for(viewer, pk)
    row = desk_for(viewer, alert, desk)
    require(viewer, "alert.follow" if viewer.agency_id == alert.originator_id else "alert.acknowledge", alert)
    form = MessageForm(posted(request))

    def write() -> None:
        _once(
            request, form, f"alert_write {desk}", lambda: (alert.write(row, by=viewer, **form.cleaned_data), alert)[1]
        )

    return _sent(request, alert, form, write, "write", desk=row)


@require_http_methods(["GET", "HEAD", "POST"])
def alert_close(request: HttpRequest, pk: UUID) -> HttpResponse:
    """End the alert. Context: alert, form."""
    viewer = viewer_of(request)
    alert = alert_for(viewer, pk, "alert.follow")
    form = CloseForm(posted(request))
    return _sent(request, alert, form, lambda: alert.close(by=viewer, **form.cleaned_data), "close")


@require_http_methods(["GET", "HEAD", "POST"])
def alert_review(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Review a vital interest. Context: alert, form."""
    viewer = viewer_of(request)
    alert = alert_for(viewer, pk, "alert.review")
    form = ReviewForm(posted(request))
    confirm = request.POST.get("answer") == "confirm"
    return _sent(request, alert, form, lambda: alert.review(by=viewer, confirm=confirm), "review")


def _sent(
    request: HttpRequest, alert: Alert, form: forms.Form, verb: Callable[[], object], page: str, **more: Any
) -> HttpResponse:
    """Run the verb of a form that is valid and go back to the alert; else show the form, with what is wrong."""
    if request.method == "POST" and form.is_valid():
        attempt(form, verb)
        if not form.errors:
            messages.success(request, _("It is done."))
            return redirect(alert)
    context = {"alert": alert, "form": form, **more}
    return render(request, f"alerts/{page}.html", context, status=422 if form.errors else 200)
