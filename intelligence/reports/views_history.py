"""The page of what was changed in a report, for its originator."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from access.viewer import viewer_of
from intelligence.reports.history import history_of
from intelligence.reports.views import own, shown


@require_safe
def report_history(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Who changed what in a report, from what to what, newest first. Context: sheet, steps, number."""
    viewer = viewer_of(request)
    sheet = own(viewer, pk, "report.log")
    number = page_number(request.GET.get("page", ""))
    steps = history_of(viewer, sheet.report, page=number)
    return render(request, "reports/history.html", shown(sheet) | {"steps": steps, "number": number})


def page_number(said: str) -> int:
    """The page that an address names; the first for anything that is none."""
    return int(said) if said.isascii() and said.isdigit() and 0 < len(said) < 5 and int(said) else 1
