"""Pages on which a report is attached to a case, and the room of a case that shows what is attached."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from access.decide import get_for, levels_on, require_role
from access.viewer import viewer_of
from cases.codes import State
from cases.models import Case
from cases.reading import RecordPage, with_parts
from coordination_center.errors import IllegalMove
from coordination_center.sending import attempt, made_once, posted
from intelligence.reports.reading import Sheet, reports
from intelligence.usage.asking import where_to_ask
from intelligence.usage.forms import CaseForm, TargetForm
from intelligence.usage.models import Use
from intelligence.usage.reading import left_behind, of_case, uses
from intelligence.usage.rules import AskFirst


@require_http_methods(["GET", "HEAD", "POST"])
def report_use_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Attach a report: first the case, then where in it. Context: sheet, report, form, case (or None), ask."""
    viewer = viewer_of(request)
    require_role(viewer, "use.create")
    sheet = Sheet.of(viewer, get_for(viewer, "report.see", reports(), pk=pk), deep=False)
    named = request.POST.get("case") or request.GET.get("case")
    if not named:
        return _answer(request, sheet, CaseForm(posted(request), viewer=viewer))
    case = get_for(viewer, "case.attach", Case, pk=named)
    form = TargetForm(posted(request), viewer=viewer, case=case, levels=levels_on(viewer, case))
    if request.method == "POST" and form.is_valid():
        return _attached(request, sheet, case, form)
    return _answer(request, sheet, form, case=case)


def _attached(request: HttpRequest, sheet: Sheet, case: Case, form: TargetForm) -> HttpResponse:
    """Attach it, or say why it cannot be and whom to ask."""
    viewer, report = sheet.viewer, sheet.report
    try:
        make = lambda: Use.attach(report, by=viewer, case=case, **form.said)  # noqa: E731
        if attempt(form, lambda: made_once(request, viewer, f"report_use {report.pk} {case.pk}", make)):
            messages.success(request, _("The report is attached."))
            return redirect("case_intelligence", pk=case.pk)
    except IllegalMove as refusal:
        form.add_error(None, refusal.message)
        ask = where_to_ask(refusal) if isinstance(refusal, AskFirst) else None
        return _answer(request, sheet, form, case=case, ask=ask, status=409)
    return _answer(request, sheet, form, case=case)


def _answer(request: HttpRequest, sheet: Sheet, form: Any, *, status: int = 0, **context: Any) -> HttpResponse:
    shown = {"sheet": sheet, "report": sheet.report, "form": form, "case": None, "ask": None} | context
    return render(request, "usage/attach.html", shown, status=status or (422 if form.errors else 200))


@require_safe
def case_intelligence(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The reports attached to a case that the viewer may read. Context: found (rows, older), left, may_attach."""
    viewer = viewer_of(request)
    page = RecordPage.of(viewer, get_for(viewer, "case.read", with_parts(viewer), pk=pk), tab="intelligence")
    found = of_case(viewer, page.case, after=request.GET.get("after", ""))
    left = left_behind(viewer, page.case)
    may_attach = page.may("case.attach") and page.case.state != State.ARCHIVED
    return render(request, "usage/tab.html", page.context | {"found": found, "left": left, "may_attach": may_attach})


@require_POST
def case_use_end(request: HttpRequest, pk: UUID, use: UUID) -> HttpResponse:
    """Take a report out of a case again."""
    viewer = viewer_of(request)
    row: Use = get_for(viewer, "case.attach", uses(), pk=use, case_id=pk)
    row.detach(by=viewer)
    messages.success(request, _("The report is no longer attached."))
    return redirect("case_intelligence", pk=pk)
