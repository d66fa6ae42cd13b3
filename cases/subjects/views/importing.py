"""Pages of the import: a table comes in, is shown row by row, and is written down by a second press."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from access.decide import get_for
from access.viewer import viewer_of
from cases.models import Case
from cases.subjects.columns import COLUMNS
from cases.subjects.forms.importing import TableForm
from cases.subjects.importing import Preview, carried, import_once, preview
from cases.subjects.views.frames import of_case
from coordination_center.sending import attempt, posted

NUMERALS = 9  # no table has a row of a longer number


@require_http_methods(["GET", "HEAD", "POST"])
def case_subject_import(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take a table; a POST shows what it would make and writes nothing. Context: case, form, or found, sealed."""
    viewer = viewer_of(request)
    case = get_for(viewer, "case.subject", Case.objects.select_related("originator"), pk=pk)
    form = TableForm(posted(request), request.FILES or None, viewer=viewer, case=case)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        found = attempt(form, lambda: preview(viewer, case, data["table"], field=data["source"]))
        if found:
            return _shown(request, case, found, data["only"])
    context = of_case(request, case) | {"form": form, "columns": COLUMNS}
    return render(request, "subjects/import.html", context, status=422 if form.errors else 200)


def _shown(request: HttpRequest, case: Case, found: Preview, only: Any) -> HttpResponse:
    sealed = carried(found, case, by=viewer_of(request), only=only)
    context = of_case(request, case) | {"found": found, "sealed": sealed, "only": list(only)}
    return render(request, "subjects/preview.html", context)


@require_POST
def case_subject_import_run(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write down what the preview showed, without the rows that were ticked to be left out; the same one only once."""
    viewer = viewer_of(request)
    case = get_for(viewer, "case.subject", Case.objects.select_related("originator"), pk=pk)
    skip = {int(number) for number in request.POST.getlist("skip") if number.isdecimal() and len(number) < NUMERALS}
    done = import_once(case, by=viewer, sealed=request.POST.get("sealed", ""), skip=skip)
    messages.success(request, _said(done["made"], again=done["again"]))
    return redirect("case_subjects", pk=pk)


def _said(count: int, *, again: bool) -> str:
    if again:
        return _("This table was written down before; nothing was made twice.")
    sentence = ngettext("%(n)d subject is written down.", "%(n)d subjects are written down.", count)
    return sentence % {"n": count}
