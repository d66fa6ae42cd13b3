"""Pages of requests for information. Each view fetches through `access`, runs at most one verb, then renders."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from access.decide import get_for, may, require_role
from access.viewer import Viewer, viewer_of
from coordination_center.answers import absent
from coordination_center.errors import Stale
from coordination_center.sending import attempt, made_once, posted
from intelligence.rfis.acts import ACTS, Act, possible, require_side
from intelligence.rfis.forms import ActForm, RfiForm, ToForm, WriteForm
from intelligence.rfis.models import Addressee, Rfi
from intelligence.rfis.reading import RfiPage, asked, counts, next_clock, owed, told


@require_safe
def rfi_list(request: HttpRequest) -> HttpResponse:
    """What the acting agency owes, or (`?box=asked`) what it asked. Context: page, box, ended, q, counts."""
    viewer = viewer_of(request)
    box = "asked" if request.GET.get("box") == "asked" else "owed"
    ended, q = request.GET.get("show") == "ended", request.GET.get("q", "")[:200].strip()
    find: Callable[..., Any] = asked if box == "asked" else owed
    context = {
        "page": find(viewer, ended=ended, q=q, after=request.GET.get("after", "")),
        "box": box,
        "ended": ended,
        "q": q,
        "counts": counts(viewer),
        "next_clock": next_clock,
        "may_create": may(viewer, "rfi.create"),
    }
    return render(request, "rfis/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def rfi_new(request: HttpRequest) -> HttpResponse:
    """Ask; `?case=` chooses the case. Context: form."""
    viewer = viewer_of(request)
    require_role(viewer, "rfi.create")
    form = RfiForm(posted(request), viewer=viewer, initial={"case": request.GET.get("case", "")})
    if request.method == "POST" and form.is_valid():
        made = attempt(
            form,
            lambda: made_once(request, viewer, request.path, lambda: Rfi.send(by=viewer, **form.facts())),
        )
        if made:
            messages.success(request, _("The request is sent."))
            return redirect("rfi", pk=made)
    return render(request, "rfis/form.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
def rfi_page(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One request, as its asker or one addressee sees it."""
    viewer = viewer_of(request)
    return render(request, "rfis/detail.html", RfiPage.of(viewer, _rfi(viewer, pk)).context)


def _rfi(viewer: Viewer, pk: UUID, action: str = "rfi.see") -> Rfi:
    return get_for(viewer, action, Rfi.objects.select_related("originator", "author"), pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def rfi_add(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask further agencies. Context: rfi, form."""
    viewer = viewer_of(request)
    rfi = _rfi(viewer, pk, "rfi.ask")
    form = ToForm(posted(request), viewer=viewer)

    def run() -> bool:
        rfi.add(by=viewer, to=form.recipients())
        return True

    if request.method == "POST" and form.is_valid() and attempt(form, run):
        messages.success(request, _("The request is sent to them."))
        return redirect(rfi)
    context = {"rfi": rfi, "form": form}
    return render(request, "rfis/add.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def rfi_show(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Let the addressees see each other; GET says what will happen."""
    viewer = viewer_of(request)
    rfi = _rfi(viewer, pk, "rfi.ask")
    if request.method == "POST":
        rfi.show_each_other(by=viewer)
        messages.success(request, _("The addressees see each other now."))
        return redirect(rfi)
    return render(request, "rfis/show.html", {"rfi": rfi})


@require_http_methods(["GET", "HEAD", "POST"])
def rfi_write(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write to every addressee that is still to answer. Context: rfi, form."""
    viewer = viewer_of(request)
    rfi = _rfi(viewer, pk, "rfi.ask")
    form = WriteForm(posted(request))

    def run() -> Rfi:
        rfi.write_to_all(by=viewer, **form.cleaned_data)
        return rfi

    if request.method == "POST" and form.is_valid():
        sent = attempt(form, lambda: made_once(request, viewer, request.path, run))
    else:
        sent = None
    if sent:
        messages.success(request, _("Sent to all that are still to answer."))
        return redirect(rfi)
    return render(request, "rfis/write.html", {"rfi": rfi, "form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def rfi_withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take the whole request back; GET says what will happen."""
    viewer = viewer_of(request)
    rfi = _rfi(viewer, pk, "rfi.ask")
    if request.method == "POST":
        rfi.withdraw_all(by=viewer)
        messages.success(request, _("The request is withdrawn."))
        return redirect(rfi)
    return render(request, "rfis/withdraw.html", {"rfi": rfi})


@require_http_methods(["GET", "HEAD", "POST"])
def rfi_act(request: HttpRequest, pk: UUID, line: UUID, act: str) -> HttpResponse:
    """A verb on one line: GET says what will happen, POST does it; 409 keeps what was typed. Context: see below."""
    viewer = viewer_of(request)
    if act not in ACTS:
        return absent(request)
    verb = ACTS[act]
    row = get_for(viewer, "rfi.see", told(), pk=line, rfi_id=pk)
    _rfi(viewer, pk, verb.action)
    require_side(verb, row, by=viewer)
    form, status = ActForm(posted(request), names=verb.fields, initial={"version": row.version}), 200
    if request.method == "POST" and form.is_valid():
        try:
            if attempt(
                form,
                lambda: made_once(request, viewer, request.path, lambda: _run(verb, row, viewer, form)),
            ):
                messages.success(request, _("Done: %(verb)s.") % {"verb": verb.label})
                return redirect("rfi", pk=pk)
        except Stale:
            form, status = ActForm(initial=form.cleaned_data | {"version": row.version}, names=verb.fields), 409
    context = {
        "rfi": row.rfi, "line": row, "act": verb, "form": form, "stale": status == 409, "possible": possible(verb, row),
    }  # fmt: skip
    return render(request, "rfis/act.html", context, status=422 if form.errors else status)


def _run(verb: Act, row: Addressee, viewer: Viewer, form: ActForm) -> Addressee:
    verb.run(row, viewer, form.cleaned_data)
    return row
