"""Pages of the links of a case. Each view fetches through `access`, runs at most one verb, and renders or redirects."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from access.decide import get_for
from access.viewer import Viewer, viewer_of
from cases.links.chart import ChartPage, graph_of
from cases.links.file import export
from cases.links.forms import EditLinkForm, FactsForm, LinkForm, RemovalForm
from cases.links.models import EDITABLE, Link, alike
from cases.links.period import said
from cases.links.reading import ENDS, SORTS, table_of
from cases.models import Case
from cases.reading import RecordPage, with_parts
from coordination_center.errors import NotAllowed, Stale
from coordination_center.sending import attempt, once, posted, typed


@require_safe
def link_list(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The chart's page with the table. Context: chart (`ChartPage`), table (`Table`), when, may_link, may_export."""
    viewer = viewer_of(request)
    case = get_for(viewer, "case.read", with_parts(viewer), pk=pk)
    page = RecordPage.of(viewer, case, tab="links")
    table = table_of(viewer, case, sort=request.GET.get("sort", ""), page=request.GET.get("page", ""))
    context = {
        "chart": ChartPage(viewer, case),
        "table": table,
        "sorts": SORTS,
        "when": said,
        "may_link": page.may("case.link") and case.state != "archived",
        "may_export": page.may("case.export"),
    }
    return render(request, "links/list.html", page.context | context)


@require_safe
def link_chart(request: HttpRequest, pk: UUID) -> JsonResponse:
    """The chart's data; see `cases.links.chart.graph_of`."""
    viewer = viewer_of(request)
    return JsonResponse(graph_of(viewer, get_for(viewer, "case.read", Case, pk=pk)))


@require_POST
def link_export(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The table as CSV."""
    viewer = viewer_of(request)
    case = get_for(viewer, "case.export", Case, pk=pk)
    text = export(case, by=viewer, sort=request.POST.get("sort", ""))
    headers = {"Content-Disposition": 'attachment; filename="links.csv"'}
    return HttpResponse(text, content_type="text/csv; charset=utf-8", headers=headers)


@require_http_methods(["GET", "HEAD", "POST"])
def link_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Link two subjects. Context: form, case, link (None), back."""
    viewer = viewer_of(request)
    case = get_for(viewer, "case.link", with_parts(viewer), pk=pk)
    form = LinkForm(posted(request), viewer=viewer, case=case, initial={"source": request.GET.get("from")})
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: _once(request, viewer, case, form))
        if made:
            messages.success(request, _("The link is kept."))
            return redirect("case_link_list", pk=pk)
    context = {"form": form, "case": case, "link": None, "back": reverse("case_link_list", args=[pk])}
    return render(request, "links/form.html", context, status=422 if form.errors else 200)


def _once(request: HttpRequest, viewer: Viewer, case: Case, form: LinkForm) -> Any:
    """The id of the new link, or of the one that the same form made before."""

    def make() -> Link:
        form.ask_about_others()
        return Link.add(case, by=viewer, **form.facts)

    key, body = request.POST.get("once", ""), typed(request)
    made, before = once(viewer, route=f"case_link_new {case.pk}", key=key, body=body, make=make)
    return before.object_id if before else made.pk


@require_safe
def link_page(request: HttpRequest, pk: UUID, link: UUID) -> HttpResponse:
    """One link. Context: link, when, others (links like it), may_change."""
    viewer = viewer_of(request)
    row, page = _found(viewer, pk, link)
    others = alike(viewer, page.case, source=row.source_id, target=row.target_id, kind=row.kind, but=row.pk)
    context = {
        "link": row,
        "when": said(row.from_date, row.until_date),
        "others": list(others.select_related(*ENDS)[:20]),
        "may_change": page.may("case.link") and row.agency_id == viewer.agency_id and page.case.state != "archived",
    }
    return render(request, "links/detail.html", page.context | context)


def _found(viewer: Viewer, pk: UUID, link: UUID, action: str = "case.read") -> tuple[Link, RecordPage]:
    """The link of the address in the case of the address, for doing `action`."""
    case = get_for(viewer, action, with_parts(viewer), pk=pk)
    row = get_for(viewer, action, Link.objects.select_related(*ENDS), pk=link, case_id=pk)
    return row, RecordPage.of(viewer, case, tab="links")


@require_http_methods(["GET", "HEAD", "POST"])
def link_edit(request: HttpRequest, pk: UUID, link: UUID) -> HttpResponse:
    """Change what is said of a link; 409 with both versions when one was faster. Context: form, case, link, back."""
    viewer = viewer_of(request)
    row, page = _own(viewer, pk, link)
    form = EditLinkForm(posted(request), initial=_as_typed(row))
    if request.method == "POST" and form.is_valid():
        try:
            done = attempt(form, lambda: row.edit(by=viewer, **form.cleaned_data))
        except Stale:
            return _conflict(request, page.case, row, form)
        if done:
            messages.success(request, _("Your changes are kept."))
            return redirect(row)
    context = {"form": form, "case": page.case, "link": row, "back": row.get_absolute_url()}
    return render(request, "links/form.html", context, status=422 if form.errors else 200)


def _own(viewer: Viewer, pk: UUID, link: UUID) -> tuple[Link, RecordPage]:
    """The link of the address, for its supplier alone to change."""
    row, page = _found(viewer, pk, link, "case.link")
    if row.agency_id != viewer.agency_id:
        said_no = _("Only the agency that supplied this can change it.")
        raise NotAllowed(said_no, object_type="link", object_id=row.pk, action="case.link")
    return row, page


def _as_typed(link: Link) -> dict[str, Any]:
    return {name: getattr(link, name) for name in (*EDITABLE, "version")}


def _conflict(request: HttpRequest, case: Case, row: Link, form: FactsForm) -> HttpResponse:
    """Both versions side by side; sending again is against the version now shown."""
    mine = EditLinkForm(initial=form.cleaned_data | {"version": row.version})
    context = {"case": case, "link": row, "form": mine, "mine": form.cleaned_data, "theirs": _as_typed(row)}
    return render(request, "links/conflict.html", context, status=409)


@require_http_methods(["GET", "HEAD", "POST"])
def link_removal(request: HttpRequest, pk: UUID, link: UUID) -> HttpResponse:
    """Remove a link, saying why. Context: form, link, back."""
    viewer = viewer_of(request)
    row, page = _own(viewer, pk, link)
    form = RemovalForm(posted(request))
    if request.method == "POST" and form.is_valid() and attempt(form, lambda: _removed(row, viewer, form)):
        messages.success(request, _("The link is removed."))
        return redirect("case_link_list", pk=pk)
    context = page.context | {"form": form, "link": row, "back": row.get_absolute_url()}
    return render(request, "links/removal.html", context, status=422 if form.errors else 200)


def _removed(row: Link, viewer: Viewer, form: RemovalForm) -> bool:
    row.take_out(by=viewer, reason=form.cleaned_data["reason"])
    return True
