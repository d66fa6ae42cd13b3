"""Pages of reports. Each fetches through `access`, runs at most one verb, and renders or redirects."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from access.decide import get_for, may, require_role
from access.viewer import Viewer, viewer_of
from coordination_center.answers import absent
from coordination_center.errors import Stale
from coordination_center.sending import attempt, made_once, posted
from drafts import keeping as drafts
from intelligence.reports.acts import ACTS, ActForm, buttons
from intelligence.reports.creation import create
from intelligence.reports.finding import find
from intelligence.reports.forms import (
    EditMarkingForm,
    EditReportForm,
    FindForm,
    NewReportForm,
    TranslationForm,
    standing,
    standing_marking,
)
from intelligence.reports.log import log_of
from intelligence.reports.models import Report
from intelligence.reports.narrowing import Narrowing, page_of
from intelligence.reports.narrowing_words import NarrowForm, chips
from intelligence.reports.panels import PANELS
from intelligence.reports.reading import Sheet, reports, titles


@require_safe
def report_list(request: HttpRequest) -> HttpResponse:
    """Reports of the acting agency and those released to it. Context: page, titles, narrowing, chips, form, narrow."""
    viewer = viewer_of(request)
    narrowing = Narrowing.of(viewer, request.GET)
    page = page_of(viewer, narrowing, after=request.GET.get("after", ""))
    context = {
        "page": page,
        "titles": titles(viewer, [report.pk for report in page.rows]),
        "narrowing": narrowing,
        "chips": chips(narrowing),
        "form": FindForm(),
        "narrow": NarrowForm(narrowing),
        "may_create": may(viewer, "report.create"),
    }
    return render(request, "reports/list.html", context)


@require_http_methods(["POST"])
def report_search(request: HttpRequest) -> HttpResponse:
    """What a search finds; by POST, so that no address keeps what was searched for. Context: form, found."""
    viewer = viewer_of(request)
    form = FindForm(request.POST)
    found = find(viewer, form.cleaned_data["q"]) if form.is_valid() else None
    return render(request, "reports/found.html", {"form": form, "found": found}, status=422 if form.errors else 200)


@require_safe
def report_page(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One report, as far as the viewer may read it. Context: sheet, verbs, panels."""
    viewer = viewer_of(request)
    sheet = Sheet.of(viewer, get_for(viewer, "report.see", reports(), pk=pk))
    return render(request, "reports/detail.html", shown(sheet) | {"panels": PANELS.of(sheet)})


def shown(sheet: Sheet) -> dict[str, Any]:
    """What every page of one report needs."""
    return {"sheet": sheet, "report": sheet.report, "verbs": buttons(sheet)}


@require_safe
def report_log(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Who read the report and did what with it, for its originator. Context: sheet, entries."""
    viewer = viewer_of(request)
    sheet = own(viewer, pk, "report.log")
    entries = log_of(viewer, sheet.report, after=request.GET.get("after", ""))
    return render(request, "reports/log.html", shown(sheet) | {"entries": entries})


@require_http_methods(["GET", "HEAD", "POST"])
def report_new(request: HttpRequest) -> HttpResponse:
    """Write a report. Context: form, sheet (None)."""
    viewer = viewer_of(request)
    require_role(viewer, "report.create")
    language = (get_language() or "en").split("-")[0]
    form = NewReportForm(posted(request), viewer=viewer, initial={"language": language})
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: _made(request, viewer, form))
        if made:
            drafts.sent(request)
            messages.success(request, _("The report is kept as a draft. Add its subjects, then submit it."))
            return redirect("report", pk=made)
    return render(request, "reports/form.html", {"form": form, "sheet": None}, status=422 if form.errors else 200)


def _made(request: HttpRequest, viewer: Viewer, form: NewReportForm) -> UUID:
    data = form.cleaned_data
    given = {"language": data["language"], "marking": form.marking, "cover": form.cover} | form.content
    named = [viewer.person] if data["compartment"] else []
    return made_once(request, viewer, "report_new", lambda: create(by=viewer, named=named, **given))


def own(viewer: Viewer, pk: UUID, action: str = "report.edit") -> Sheet:
    """The sheet of a report of the acting agency, for doing `action` on it."""
    return Sheet.of(viewer, get_for(viewer, action, reports(), pk=pk), deep=False)


@require_http_methods(["GET", "HEAD", "POST"])
def report_edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change a report that is still written; 409 with both versions. Context: form, sheet, stands."""
    viewer = viewer_of(request)
    sheet = own(viewer, pk)
    form = EditReportForm(posted(request), viewer=viewer, initial=standing(sheet))
    status, stands = 200, None
    if request.method == "POST" and form.is_valid():
        try:
            if attempt(form, lambda: _edited(sheet.report, viewer, form)):
                drafts.sent(request)
                messages.success(request, _("Your changes are kept."))
                return redirect(sheet.report)
        except Stale:
            stands, status = own(viewer, pk), 409
            typed_in = {name: form[name].value() for name in form.fields} | {"version": stands.report.version}
            form = EditReportForm(viewer=viewer, initial=typed_in)
    context = {"form": form, "sheet": sheet, "stands": stands}
    return render(request, "reports/form.html", context, status=422 if form.errors else status)


def _edited(report: Report, viewer: Viewer, form: EditReportForm) -> int:
    data = form.cleaned_data
    return report.edit(by=viewer, version=data["version"], language=data["language"], cover=form.cover, **form.content)


def asking(
    request: HttpRequest, sheet: Sheet, form: Any, run: Callable[[], object], *, done: str, **context: Any
) -> HttpResponse:
    """A form of one verb on a report: run it, or show what is wrong; where somebody was faster, what was typed."""
    status = 422 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        try:
            if attempt(form, run):
                messages.success(request, done)
                return redirect(sheet.report)
            status = 422
        except Stale:
            sheet = own(sheet.viewer, sheet.report.pk)
            form = type(form)(initial=form.cleaned_data | {"version": sheet.report.version})
            status = 409
    return render(request, "reports/act.html", shown(sheet) | context | {"form": form, "status": status}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def report_marking(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change the marking: stricter counts at once. Context: form, sheet, label, says."""
    viewer = viewer_of(request)
    sheet = own(viewer, pk)
    form = EditMarkingForm(posted(request), initial=standing_marking(sheet.report))
    return asking(
        request, sheet, form, lambda: sheet.report.mark(by=viewer, **form.cleaned_data),
        done=_("The marking counts from now on, for those as well who hold the report."),
        label=_("Change the marking"),
        says=_("A stricter marking counts at once: who may no longer hold the report does not see it any more."),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def report_translation(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put a translation beside the original. Context: form, sheet, label, says, beside."""
    viewer = viewer_of(request)
    sheet = own(viewer, pk, "report.translate")
    form = TranslationForm(posted(request), initial={"version": sheet.report.version})
    return asking(
        request, sheet, form, lambda: sheet.report.translate(by=viewer, **form.cleaned_data),
        done=_("The translation stands beside the original."),
        label=_("Add a translation"),
        says=_("It stands beside the original under the same marking. An approval under way falls by it."),
        beside=True,
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def report_act(request: HttpRequest, pk: UUID, act: str) -> HttpResponse:
    """A verb: GET says what will happen, POST does it. Context: sheet, form, label, says, danger."""
    viewer = viewer_of(request)
    if act not in ACTS:
        return absent(request)
    verb = ACTS[act]
    sheet = own(viewer, pk, verb.action)
    form = ActForm(posted(request), viewer=viewer, names=verb.fields)
    return asking(
        request, sheet, form, lambda: (verb.run(sheet.report, viewer, form.cleaned_data), True),
        done=_("Done: %(verb)s.") % {"verb": verb.label}, label=verb.label, says=verb.says, danger=verb.danger,
    )  # fmt: skip
