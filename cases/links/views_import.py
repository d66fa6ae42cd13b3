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
from cases.links.importing import COLUMNS, Preview, carried, import_once, preview
from cases.models import Case
from cases.reading import with_parts
from cases.subjects.forms.importing import TableForm
from coordination_center.sending import attempt, posted

NUMERALS = 9  # no table has a row of a longer number


@require_http_methods(["GET", "HEAD", "POST"])
def link_import(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take a table; a POST shows what it would make and writes nothing. Context: case, form, columns; found, sealed."""
    viewer = viewer_of(request)
    case = get_for(viewer, "case.link", with_parts(viewer), pk=pk)
    form = TableForm(posted(request), request.FILES or None, viewer=viewer, case=case)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        found = attempt(form, lambda: preview(viewer, case, data["table"], field=data["source"]))
        if found:
            return _shown(request, case, found, data["only"])
    context = {"case": case, "form": form, "columns": COLUMNS}
    return render(request, "links/import.html", context, status=422 if form.errors else 200)


def _shown(request: HttpRequest, case: Case, found: Preview, only: Any) -> HttpResponse:
    sealed = carried(found, case, by=viewer_of(request), only=only)
    return render(request, "links/preview.html", {"case": case, "found": found, "sealed": sealed, "only": list(only)})


@require_POST
def link_import_run(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write down what the preview showed, without the rows that were ticked to be left out; the same one only once."""
    viewer = viewer_of(request)
    case = get_for(viewer, "case.link", Case.objects.select_related("originator"), pk=pk)
    skip = {int(number) for number in request.POST.getlist("skip") if number.isdecimal() and len(number) < NUMERALS}
    done = import_once(case, by=viewer, sealed=request.POST.get("sealed", ""), skip=skip)
    messages.success(request, _said(done["made"], again=done["again"]))
    return redirect("case_link_list", pk=pk)


def _said(count: int, *, again: bool) -> str:
    if again:
        return _("This table was written down before; nothing was made twice.")
    return ngettext("%(n)d link is written down.", "%(n)d links are written down.", count) % {"n": count}
