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
from cases.subjects.forms.fields import taking_part
from cases.subjects.forms.importing import TableForm
from cases.subjects.importing import Carried, Preview, came_back, carried, preview, write_down
from cases.subjects.views.frames import of_case
from coordination_center.errors import Invalid
from coordination_center.sending import attempt, once, posted


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
    back = came_back(request.POST.get("sealed", ""), case, by=viewer)
    skipped = set(request.POST.getlist("skip"))
    chosen = [draft for draft in back.drafts if str(draft.number) not in skipped]
    if not chosen:
        raise Invalid(_("No row was left to write down."))
    _written, before = once(
        viewer,
        route=f"case_subject_import {pk}",
        key=back.batch,
        body=repr(sorted(skipped)).encode(),
        make=lambda: _made(request, case, back, chosen),
    )
    messages.success(request, _said(len(chosen), again=before is not None))
    return redirect("case_subjects", pk=pk)


def _made(request: HttpRequest, case: Case, back: Carried, chosen: list[Any]) -> Case:
    viewer = viewer_of(request)
    only = list(taking_part(viewer, case).filter(pk__in=back.only))
    if len(only) != len(back.only):
        raise Invalid(_("An agency you chose takes part no more. Please send the table again."))
    write_down(case, by=viewer, drafts=chosen, only=only)
    return case


def _said(count: int, *, again: bool) -> str:
    if again:
        return _("This table was written down before; nothing was made twice.")
    sentence = ngettext("%(n)d subject is written down.", "%(n)d subjects are written down.", count)
    return sentence % {"n": count}
