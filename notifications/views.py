"""Pages of the inbox and of what one wants to be told."""

import re
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from access.decide import require_role
from access.viewer import viewer_of
from agencies.stepup import fresh_factor_required, kept
from coordination_center.sending import attempt, posted
from notifications import hooks
from notifications.choosing import choices_of, choose, root_for, watch, watching
from notifications.codes import Kind
from notifications.forms import ChoicesForm, EndpointForm
from notifications.inbox import MOST, SHOWN, digest, inbox, lines, mark, notification_for, unread
from notifications.operators import dead_events, dead_messages, health, try_again
from notifications.running import running
from notifications.things import seen, titled

ACTS = ("read", "unread", "done", "undone")


@require_safe
def inbox_page(request: HttpRequest) -> HttpResponse:
    """What the viewer was told. Context: page, show, kind, kinds."""
    viewer = viewer_of(request)
    show, kind = request.GET.get("show", ""), request.GET.get("kind", "")
    show, kind = show if show in SHOWN else "waiting", kind if kind in Kind.values else ""
    page = inbox(viewer, show=show, kind=kind, after=request.GET.get("after", ""))
    context = {"page": page, "show": show, "kind": kind, "kinds": Kind.choices}
    return render(request, "notifications/inbox.html", context)


@require_safe
def clocks_page(request: HttpRequest) -> HttpResponse:
    """What the acting agency has to do until when. Context: clocks."""
    return render(request, "notifications/clocks.html", {"clocks": running(viewer_of(request))})


@require_POST
def inbox_marks(request: HttpRequest) -> HttpResponse:
    """Mark what was chosen, and come back to where it was chosen."""
    viewer = viewer_of(request)
    act = request.POST.get("act", "")
    ids = [pk for value in request.POST.getlist("id")[:200] if (pk := _uuid(value))]
    if act in ACTS and ids:
        count = mark(viewer, ids, act)
        messages.success(request, ngettext("%(n)d marked.", "%(n)d marked.", count) % {"n": count})
    elif not ids:
        messages.info(request, _("Choose at least one."))
    return redirect(_back(request))


@require_safe
def inbox_news(request: HttpRequest) -> HttpResponse:
    """How many are unread, as text; 204 where the page shows that number already (`?digest=`)."""
    viewer = viewer_of(request)
    count = unread(viewer)
    now = digest(viewer, count)
    if request.GET.get("digest") == now:
        return HttpResponse(status=204)
    shown = "" if count == 0 else str(count) if count <= MOST else f"{MOST}+"
    return HttpResponse(shown, content_type="text/plain; charset=utf-8", headers={"X-Digest": now})


@require_safe
def notification(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The address that mails name: marks it read and leads on to what it is about."""
    viewer = viewer_of(request)
    note = notification_for(viewer, pk)
    told = lines(viewer, [note])
    mark(viewer, [note.pk], "read")
    return redirect(told[0].url if told and told[0].url else "inbox")


@require_http_methods(["GET", "HEAD", "POST"])
def operators(request: HttpRequest) -> HttpResponse:
    """How the telling goes, for administrators of the centre. Context: now, events, messages."""
    viewer = viewer_of(request)
    require_role(viewer, "centre.administer")
    if request.method == "POST":
        what = "events" if request.POST.get("what") == "events" else "messages"
        count = try_again(what, by=viewer)
        messages.success(request, ngettext("%(n)d is tried again.", "%(n)d are tried again.", count) % {"n": count})
        return redirect("operators")
    context = {"now": health(), "events": dead_events(), "messages": dead_messages()}
    return render(request, "notifications/operators.html", context)


def _administers(request: HttpRequest) -> None:
    require_role(viewer_of(request), hooks.ACTION)


@require_http_methods(["GET", "HEAD", "POST"])
@fresh_factor_required(allowed=_administers)
def endpoint(request: HttpRequest) -> HttpResponse:
    """The agency's webhook, for its administrators. Context: form, endpoint, secret (just made, shown this once)."""
    viewer, act = viewer_of(request), request.POST.get("act", "")
    row = hooks.endpoint_of(viewer)
    form = EndpointForm(request.POST if act == "set" else kept(request), initial={"url": row.url if row else ""})
    secret: str | None = ""
    if act == "end":
        hooks.end(by=viewer)
        messages.success(request, _("Your agency’s system is told no more."))
        return redirect("agency", pk=viewer.agency_id)
    if act == "renew":
        secret = hooks.renew(by=viewer)
    elif act == "set" and form.is_valid():
        secret = attempt(form, lambda: hooks.set_up(form.cleaned_data["url"], by=viewer))
    context = {"form": form, "endpoint": hooks.endpoint_of(viewer), "secret": secret}
    return render(request, "notifications/endpoint.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def notification_choices(request: HttpRequest) -> HttpResponse:
    """What is mailed and when. Context: form."""
    viewer = viewer_of(request)
    form = ChoicesForm(posted(request), initial=choices_of(viewer))
    if request.method == "POST" and form.is_valid():
        times = {name: form.cleaned_data[name] for name in ("daily_at", "quiet_from", "quiet_until")}
        choose(viewer, paces=form.paces(), **times)
        messages.success(request, _("Your choices are kept."))
        return redirect("notification_choices")
    return render(request, "notifications/choices.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def watch_record(request: HttpRequest, kind: str, root: UUID) -> HttpResponse:
    """Watch or mute a record. Context: root, title, how."""
    viewer = viewer_of(request)
    record = root_for(viewer, kind, root)
    if request.method == "POST":
        how = request.POST.get("how", "")
        watch(viewer, record, how if how in ("watched", "muted") else "")
        messages.success(request, _("Kept. It takes effect at once."))
        return redirect(record.get_absolute_url())
    title = titled(viewer, kind, seen(viewer, kind, [root])).get(root, "")
    return render(
        request, "notifications/watch.html", {"root": record, "title": title, "how": watching(viewer, record)}
    )


def _uuid(value: str) -> UUID | None:
    try:
        return UUID(value)
    except ValueError:
        return None


def _back(request: HttpRequest) -> str:
    back = request.POST.get("back", "")
    return f"{reverse('inbox')}{back}" if re.fullmatch(r"\?[\w=&%.~-]{0,500}", back, re.ASCII) else reverse("inbox")
