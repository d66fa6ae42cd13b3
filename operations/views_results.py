"""Pages of results: the quick report, the list, one result with its verdicts and corrections."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from access.decide import get_for, require
from access.viewer import Viewer
from coordination_center.sending import attempt, made_once, posted
from operations.codes import COUNTED, MOVES, REPORTING, Status
from operations.forms import CorrectionForm, MarkForm, NarrowForm, ReportForm
from operations.models import Increment
from operations.reading import (
    Line,
    Narrowing,
    OperationPage,
    lines,
    marks_of,
    one_result,
    results,
    reversals_of,
)
from operations.views import operation_for

_RELATED = ("standing", "reverses__standing", "agency", "person", "operation", "delegation")


@require_http_methods(["GET", "HEAD", "POST"])
def operation_report(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The quickest report: what, how many, where. What was chosen last stays chosen."""
    viewer, operation = operation_for(request, pk, "operation.report")
    page = OperationPage.of(viewer, operation)
    kept = {name: request.GET.get(name, "") for name in ("category", "site")}
    form = ReportForm(posted(request), page=page, initial={name: value for name, value in kept.items() if value})
    if request.method == "POST" and form.is_valid():
        verb = lambda: operation.report(by=viewer, **form.cleaned_data)  # noqa: E731
        if attempt(form, lambda: made_once(request, viewer, f"operation_report {pk}", verb)):
            messages.success(request, _("Counted: it is on the board."))
            return redirect(f"{request.path}?{urlencode(_chosen(form))}")
    context = {"page": page, "operation": operation, "form": form, "tab": "report"}
    return render(request, "operations/report.html", context, status=422 if form.errors else 200)


def _chosen(form: ReportForm) -> dict[str, str]:
    site = form.cleaned_data["site"]
    return {"category": form.cleaned_data["category"]} | ({"site": str(site.pk)} if site else {})


@require_safe
def operation_results(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Results, newest first, narrowed to what a figure of the board counts."""
    viewer, operation = operation_for(request, pk)
    form = NarrowForm(request.GET, viewer=viewer, operation=operation)
    form.is_valid()
    asked: dict[str, Any] = {name: value for name, value in form.cleaned_data.items() if value}
    plain = {name: getattr(value, "pk", value) for name, value in asked.items()}
    found = results(viewer, operation, Narrowing(**plain), after=request.GET.get("after", ""))
    context = {"page": OperationPage.of(viewer, operation), "operation": operation, "found": found, "tab": "results"}
    context |= {"form": form, "asked": asked, "query": urlencode(plain)}
    return render(request, "operations/results.html", context)


@require_safe
def operation_result(request: HttpRequest, pk: UUID, result: UUID) -> HttpResponse:
    """One result: what it says, what was held of it, and what may be done."""
    viewer, operation = operation_for(request, pk)
    row = _row(viewer, pk, result)
    return _shown(request, viewer, OperationPage.of(viewer, operation), row)


def _shown(
    request: HttpRequest, viewer: Viewer, page: OperationPage, row: Increment, status: int = 200, **forms: Any
) -> HttpResponse:
    line = one_result(viewer, page.operation, row)
    context = {"page": page, "operation": page.operation, "line": line, "tab": "results"}
    context["marks"] = marks_of(viewer, row)
    context |= {"fewer": lines(viewer, page.operation, reversals_of(viewer, row)), "verdicts": _verdicts(page, line)}
    context |= {"correcting": _correcting(page, line), "mark": MarkForm(), "correction": CorrectionForm()} | forms
    return render(request, "operations/result.html", context, status=status)


def _verdicts(page: OperationPage, line: Line) -> list[Status]:
    """The verdicts that this viewer may give now."""
    if line.row.reverses_id or page.operation.state not in REPORTING or not page.may("operation.judge"):
        return []
    may = line.row.delegation.verdicts_of(page.viewer, line.row)
    return [status for status in may if status in MOVES[Status(line.status)]]


def _correcting(page: OperationPage, line: Line) -> bool:
    """Whether this viewer may count fewer of it now."""
    open_to_it = line.net > 0 and line.status in COUNTED and page.operation.state in REPORTING
    own = line.row.agency_id == page.viewer.agency_id and page.may("operation.report")
    return open_to_it and (own or (line.row.on_behalf and page.may("operation.run")))


@require_POST
def operation_mark(request: HttpRequest, pk: UUID, result: UUID) -> HttpResponse:
    """Verify, dispute or withdraw a result."""
    viewer, operation = operation_for(request, pk)
    row = _row(viewer, pk, result)
    require(viewer, "operation.judge", operation)
    form = MarkForm(request.POST)
    if form.is_valid():
        verbs = {"verified": operation.verify, "disputed": operation.dispute, "withdrawn": operation.withdraw}
        verb = verbs[form.cleaned_data["status"]]
        if attempt(form, lambda: verb(row, by=viewer, reason=form.cleaned_data["reason"])):
            messages.success(request, _("Your verdict is kept."))
            return redirect("operation_result", pk=pk, result=result)
    return _shown(request, viewer, OperationPage.of(viewer, operation), _row(viewer, pk, result), 422, mark=form)


@require_POST
def operation_correct(request: HttpRequest, pk: UUID, result: UUID) -> HttpResponse:
    """Count so many fewer of a result."""
    viewer, operation = operation_for(request, pk)
    row, form, route = _row(viewer, pk, result), CorrectionForm(request.POST), f"operation_correct {result}"
    require(viewer, "operation.report", operation)
    if form.is_valid():
        verb = lambda: operation.correct(row, by=viewer, **form.cleaned_data)  # noqa: E731
        if attempt(form, lambda: made_once(request, viewer, route, verb)):
            messages.success(request, _("Corrected. The first report stays, with the correction beside it."))
            return redirect("operation_result", pk=pk, result=result)
    return _shown(request, viewer, OperationPage.of(viewer, operation), _row(viewer, pk, result), 422, correction=form)


def _row(viewer: Viewer, pk: UUID, result: UUID) -> Increment:
    rows = Increment.objects.select_related(*_RELATED)
    return get_for(viewer, "operation.see", rows, pk=result, operation_id=pk)
