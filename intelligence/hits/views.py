"""Pages of hit / no-hit."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from access.decide import require_role
from access.viewer import Viewer, viewer_of
from coordination_center.answers import refused
from coordination_center.errors import DomainError
from coordination_center.sending import attempt, made_once, posted
from intelligence.hits import quota, timing
from intelligence.hits.answering import propose_joint_case, refuse, ways_to_answer
from intelligence.hits.asking import ask
from intelligence.hits.desk import clock_of
from intelligence.hits.forms import AskForm, JointCaseForm, RefusalForm, WatchForm
from intelligence.hits.models import Hit
from intelligence.hits.reading import closed_hits, hit_for, my_queries, my_query, my_watch, my_watches, open_hits
from intelligence.hits.watching import note, watch, withdraw


@require_safe
def hits(request: HttpRequest) -> HttpResponse:
    """Ask, and see what one asked. Context: form, asked."""
    viewer = viewer_of(request)
    require_role(viewer, "hit.ask")
    return render(request, "hits/ask.html", {"form": AskForm(), "asked": my_queries(viewer), "tab": "ask"})


@transaction.non_atomic_requests
@require_POST
def hit_ask(request: HttpRequest) -> HttpResponse:
    """Ask: counted first, answered at a fixed moment. Outside one transaction: nothing waits or holds a lock."""
    try:
        return _asked(request)
    except DomainError as error:
        return refused(request, error)


def _asked(request: HttpRequest) -> HttpResponse:
    since, viewer = timing.begin(), viewer_of(request)
    require_role(viewer, "hit.ask")
    form = AskForm(request.POST)
    question = attempt(form, form.question) if form.is_valid() else None
    if question is None:
        with transaction.atomic():
            context = {"form": form, "asked": my_queries(viewer), "tab": "ask"}
            return render(request, "hits/ask.html", context, status=422)
    quota.reserve(viewer)
    query = ask(question, purpose=form.cleaned_data["purpose"], by=viewer)
    timing.hold(since)
    return redirect(query)


@require_safe
def hit_query(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One question of one's own with its answer. Context: one."""
    viewer = viewer_of(request)
    require_role(viewer, "hit.ask")
    return render(request, "hits/query.html", {"one": my_query(viewer, pk)})


@require_safe
def hits_received(request: HttpRequest) -> HttpResponse:
    """The hits on one's agency's records. Context: waiting, closed, clock_of."""
    viewer = viewer_of(request)
    require_role(viewer, "hit.see")
    context = {"waiting": open_hits(viewer), "closed": closed_hits(viewer), "clock_of": clock_of, "tab": "received"}
    return render(request, "hits/received.html", context)


@require_safe
def hit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One hit, and what can be done upon it. Context: line, form, ways, clock_of."""
    return _hit_page(request, pk, RefusalForm())


def _hit_page(request: HttpRequest, pk: UUID, form: RefusalForm, status: int = 200) -> HttpResponse:
    line = hit_for(viewer_of(request), pk)
    ways = [(way.label, way.url(line.hit)) for way in ways_to_answer(line.hit)]
    context = {"line": line, "form": form, "ways": ways, "clock_of": clock_of}
    return render(request, "hits/hit.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def hit_refusal(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Refuse, with a reason; opened by itself: the page of the hit."""
    viewer = viewer_of(request)
    line = hit_for(viewer, pk)
    form = RefusalForm(posted(request))
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if attempt(form, lambda: _refused(line.hit, viewer, reason)):
            messages.success(request, _("The hit is refused."))
            return redirect("hits_received")
    return _hit_page(request, pk, form, status=422 if form.errors else 200)


def _refused(row: Hit, viewer: Viewer, reason: str) -> bool:
    refuse(row, by=viewer, reason=reason)
    return True


@require_http_methods(["GET", "HEAD", "POST"])
def hit_joint_case(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Propose a joint case with the asker's agency invited. Context: line, form."""
    viewer = viewer_of(request)
    line = hit_for(viewer, pk)
    form = JointCaseForm(posted(request))
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: _proposed(request, line.hit, form.cleaned_data))
        if made:
            messages.success(request, _("The case is proposed."))
            return redirect("case", pk=made)
    return render(request, "hits/joint_case.html", {"line": line, "form": form}, status=422 if form.errors else 200)


def _proposed(request: HttpRequest, row: Any, data: dict[str, Any]) -> UUID:
    viewer = viewer_of(request)
    return made_once(request, viewer, f"hit_joint_case {row.pk}", lambda: propose_joint_case(row, by=viewer, **data))


@require_http_methods(["GET", "HEAD", "POST"])
def hit_watches(request: HttpRequest) -> HttpResponse:
    """One's standing queries, and a new one. Context: form, watches."""
    viewer = viewer_of(request)
    require_role(viewer, "hit.ask")
    form = WatchForm(posted(request))
    if request.method == "POST" and form.is_valid():
        purpose, days = form.cleaned_data["purpose"], form.cleaned_data["days"]
        made = attempt(form, lambda: watch(form.question(), purpose=purpose, days=days, by=viewer))
        if made:
            messages.success(request, _("The standing query is laid down."))
            return redirect(made)
    context = {"form": form, "watches": my_watches(viewer), "tab": "watches"}
    return render(request, "hits/watches.html", context, status=422 if form.errors else 200)


@require_safe
def hit_watch(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One standing query with what it met. Context: one."""
    viewer = viewer_of(request)
    require_role(viewer, "hit.ask")
    return render(request, "hits/watch.html", {"one": my_watch(viewer, pk)})


@require_POST
def hit_watch_end(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Withdraw a standing query."""
    viewer = viewer_of(request)
    require_role(viewer, "hit.ask")
    withdraw(my_watch(viewer, pk).watch, by=viewer)
    messages.success(request, _("The standing query is withdrawn."))
    return redirect("hit_watches")


@require_POST
def hit_watch_note(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say that the answers to a standing query were read: they leave the desk."""
    viewer = viewer_of(request)
    require_role(viewer, "hit.ask")
    row = my_watch(viewer, pk).watch
    note(row, by=viewer)
    messages.success(request, _("Noted. Your desk says it again when the next record matches."))
    return redirect(row)
