"""Pages of the history: of a case, and of one of its records."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from access.decide import get_for
from access.viewer import Viewer, viewer_of
from cases.history.reading import history, record_for
from cases.models import Case
from cases.reading import RecordPage, with_parts


@require_safe
def case_history(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Who changed what in the case, newest first. Context: steps (rows, older), record (None)."""
    viewer = viewer_of(request)
    case = _case(viewer, pk)
    steps = history(viewer, case, after=request.GET.get("after", ""))
    return _shown(request, viewer, case, {"steps": steps, "record": None})


@require_safe
def case_record_history(request: HttpRequest, pk: UUID, noun: str, record: UUID) -> HttpResponse:
    """The same of one record, also of one that was removed. Context: steps, record, noun."""
    viewer = viewer_of(request)
    case = _case(viewer, pk)
    source, row = record_for(viewer, case, noun, record)
    steps = history(viewer, case, of=source, record=row.pk, after=request.GET.get("after", ""))
    return _shown(request, viewer, case, {"steps": steps, "record": row, "noun": source.noun})


def _case(viewer: Viewer, pk: UUID) -> Case:
    return get_for(viewer, "case.read", with_parts(viewer), pk=pk)


def _shown(request: HttpRequest, viewer: Viewer, case: Case, context: dict[str, Any]) -> HttpResponse:
    page = RecordPage.of(viewer, case, tab="history")
    return render(request, "history/history.html", page.context | context)
