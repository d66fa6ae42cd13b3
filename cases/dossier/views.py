"""The page of the dossier: a form, and the PDF it answers with."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from access.decide import get_for
from access.viewer import viewer_of
from cases.dossier.answers import pdf_answer
from cases.dossier.forms import DossierForm
from cases.dossier.printing import print_dossier
from cases.reading import RecordPage, with_parts
from coordination_center.paper.printing import CannotPrint
from coordination_center.sending import attempt, posted


@require_http_methods(["GET", "HEAD", "POST"])
def case_dossier(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Choose parts and purpose, and print. Context: form; see `RecordPage`."""
    viewer = viewer_of(request)
    case = get_for(viewer, "case.export", with_parts(viewer), pk=pk)
    form = DossierForm(posted(request))
    if request.method == "POST" and form.is_valid():
        pdf = _printed(form, lambda: print_dossier(case, by=viewer, **form.cleaned_data))
        if pdf:
            return pdf_answer(pdf)
    context = RecordPage.of(viewer, case, tab="dossier").context | {"form": form}
    return render(request, "dossier/form.html", context, status=422 if form.errors else 200)


def _printed(form: DossierForm, run: Any) -> bytes | None:
    """What the press made; a refusal becomes the form's."""
    try:
        return attempt(form, run)
    except CannotPrint as error:
        form.add_error(None, error.message)
    return None
