"""Pages of the search, of the viewer's own views of the list, and the list as a file."""

from urllib.parse import quote
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from access.viewer import viewer_of
from cases.search.beside import find_beside
from cases.search.columns import chosen
from cases.search.export import MOST_ROWS, Export, export
from cases.search.filters import Filters
from cases.search.forms import ExportForm, SearchForm, ViewForm
from cases.search.models import SavedView
from cases.search.pages import views_of
from cases.search.reading import MOST_SHOWN, search
from coordination_center.answers import absent
from coordination_center.sending import attempt


@require_http_methods(["GET", "HEAD", "POST"])
def case_search(request: HttpRequest) -> HttpResponse:
    """The search, by POST, so that what is searched for stands in no address. Context: form, answer, beside, most."""
    viewer = viewer_of(request)
    form = SearchForm(request.POST) if request.method == "POST" else SearchForm()
    answer = search(viewer, form.cleaned_data["q"]) if form.is_bound and form.is_valid() else None
    beside = find_beside(viewer, form.cleaned_data["q"]) if answer else []
    context = {"form": form, "answer": answer, "beside": beside, "most": MOST_SHOWN, "searching": True}
    return render(request, "search/search.html", context, status=422 if form.errors else 200)


@require_POST
def case_export(request: HttpRequest) -> HttpResponse:
    """The list of cases as a file, with the filters and columns that were sent: read anew now, and recorded."""
    viewer = viewer_of(request)
    saved = export(
        by=viewer,
        filters=Filters.lenient(request.POST),
        columns=chosen(request.POST.getlist("columns")),
        form=ExportForm(request.POST).chosen(),
    )
    return file_of(saved)


def file_of(saved: Export) -> HttpResponse:
    """The answer that a browser saves. `X-Incomplete` says that the list is longer than the file."""
    response = HttpResponse(saved.content, content_type=saved.type)
    response["Content-Disposition"] = f"attachment; filename=cases; filename*=UTF-8''{quote(saved.name)}"
    response["X-Content-Type-Options"] = "nosniff"
    if saved.more:
        response["X-Incomplete"] = str(MOST_ROWS)
    return response


@require_POST
def case_views(request: HttpRequest) -> HttpResponse:
    """Keep the filters and columns that are shown under a name; the list says what is wrong with a name."""
    viewer = viewer_of(request)
    filters, columns = Filters.lenient(request.POST), chosen(request.POST.getlist("columns"))
    names, form = [column.name for column in columns], ViewForm(request.POST)
    if form.is_valid():
        name = form.cleaned_data["name"]
        attempt(form, lambda: SavedView.keep(by=viewer, name=name, filters=filters.values, columns=names))
    for sentence in (sentence for found in form.errors.values() for sentence in found):
        messages.error(request, str(sentence))
    if not form.errors:
        messages.success(request, _("This view is kept under “%(name)s”.") % {"name": form.cleaned_data["name"]})
    return redirect(reverse("cases") + filters.address(columns=",".join(names)))


@require_POST
def case_view_removal(request: HttpRequest, view: UUID) -> HttpResponse:
    """Forget one of the viewer's own views."""
    viewer = viewer_of(request)
    found = views_of(viewer).filter(pk=view).first()
    if found is None:
        return absent(request)
    found.remove(by=viewer)
    messages.success(request, _("The view is removed."))
    return redirect("cases")
