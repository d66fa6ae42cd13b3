"""Pages of the release ledger. Each fetches through `access`, runs at most one verb, and renders or redirects."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from access.decide import get_for, may, require_role
from access.paging import page_for
from access.viewer import Viewer, viewer_of
from coordination_center.answers import absent
from coordination_center.sending import attempt, made_once, posted
from intelligence.releases.acts import ACTS, Act, buttons
from intelligence.releases.forms import ActForm, AskForm, OfferForm
from intelligence.releases.models import Release
from intelligence.releases.panel import made_by_recipient
from intelligence.releases.reading import SHOWN, Line, lines, waits_for
from intelligence.releases.upon_hits import met
from intelligence.reports.codes import Piece
from intelligence.reports.reading import Sheet, reports


@require_safe
def release_list(request: HttpRequest) -> HttpResponse:
    """What waits, then all lines. Context: waits, page, show, may_ask."""
    viewer = viewer_of(request)
    show = request.GET.get("show", "")
    context = {
        "waits": waits_for(viewer),
        "page": page_for(viewer, lines(), after=request.GET.get("after", ""), levels=SHOWN.get(show)),
        "show": show if show in SHOWN else "",
        "may_ask": may(viewer, "release.create"),
    }
    return render(request, "releases/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def release_new(request: HttpRequest) -> HttpResponse:
    """Ask an agency for a report. The answer is the same whether there is one. Context: form."""
    viewer = viewer_of(request)
    require_role(viewer, "release.create")
    asked: dict[str, Any] = {n: request.GET[n] for n in ("owner", "reference", "learned", "hit") if request.GET.get(n)}
    asked["wanted_leave"] = request.GET.getlist("leave")
    form = AskForm(posted(request), viewer=viewer, initial=asked)
    if request.method == "POST" and form.is_valid():
        made = attempt(
            form, lambda: made_once(request, viewer, "release_new", lambda: Release.ask(by=viewer, **form.said))
        )
        if made:
            messages.success(request, _("Your request is on its way to their liaison desk."))
            return redirect("release", pk=made)
    return render(request, "releases/ask.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
def release_page(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One line, from one's own side. Context: line, release, sheet, verbs."""
    viewer = viewer_of(request)
    line = Line.of(viewer, get_for(viewer, "release.see", lines(), pk=pk))
    return render(request, "releases/detail.html", shown(line))


def shown(line: Line) -> dict[str, Any]:
    """What every page of one line needs."""
    return {
        "line": line,
        "release": line.release,
        "sheet": line.sheet,
        "verbs": buttons(line),
        "derived": made_by_recipient(line),
        "met": met(line.viewer, line.release) if line.owns else [],
    }


@require_http_methods(["GET", "HEAD", "POST"])
def release_act(request: HttpRequest, pk: UUID, act: str) -> HttpResponse:
    """A verb: GET says what will happen, POST does it. Context: line, form, act."""
    viewer = viewer_of(request)
    if act not in ACTS:
        return absent(request)
    verb = ACTS[act]
    release = get_for(viewer, verb.action, lines(), pk=pk)
    line = Line.of(viewer, release)
    form = ActForm(posted(request), viewer=viewer, names=verb.fields, initial=_initial(verb, line))
    if request.method == "POST" and (form.is_valid() or not verb.fields):
        data = form.said if verb.fields else {}
        if attempt(form, lambda: _ran(request, verb, release, viewer, data)):
            return redirect(release)
    return render(request, "releases/act.html", shown(line) | {"form": form, "act": verb},
                  status=422 if form.errors else 200)  # fmt: skip


def _ran(request: HttpRequest, verb: Act, release: Release, viewer: Viewer, data: dict[str, Any]) -> bool:
    """Run it and say what came of it: an approval may wait for a second officer, a confirmation may have fallen."""
    done = verb.run(release, viewer, data)
    if done is False and verb.path == "approval":
        messages.info(request, _("Approved. A second liaison officer has to confirm."))
    elif done is False:
        messages.warning(request, _("The approval had fallen: the report or its officer changed. Decide anew."))
    else:
        messages.success(request, _("Done: %(verb)s.") % {"verb": verb.label})
    return True


def _initial(verb: Act, line: Line) -> dict[str, Any]:
    """An approval begins with what was not asked for, and is bound to the content that is shown."""
    if "digest" not in verb.fields or line.sheet is None:
        return {}
    wanted = line.release.wanted
    left = [piece for piece in Piece.values if piece not in wanted] if wanted else []
    return {"withheld": left, "digest": line.sheet.report.digest()}


@require_http_methods(["GET", "HEAD", "POST"])
def report_release(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Offer a report to an agency. Context: sheet, report, form."""
    viewer = viewer_of(request)
    report = get_for(viewer, "report.release", reports(), pk=pk)
    sheet = Sheet.of(viewer, report, deep=False)
    form = OfferForm(posted(request), viewer=viewer, initial={"digest": report.digest()})
    if request.method == "POST" and form.is_valid():
        made = attempt(
            form,
            lambda: made_once(request, viewer, f"offer {pk}", lambda: Release.offer(report, by=viewer, **form.said)),
        )
        if made:
            messages.success(request, _("The report is offered."))
            return redirect("release", pk=made)
    context = {"sheet": sheet, "report": report, "form": form}
    return render(request, "releases/offer.html", context, status=422 if form.errors else 200)
