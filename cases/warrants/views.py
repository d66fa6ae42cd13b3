"""Pages of warrants: of one case, and across all cases the viewer reads."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from access.decide import get_for
from access.viewer import Viewer, viewer_of
from cases.models import Case
from cases.reading import RecordPage, with_parts
from cases.warrants.acts import ACTS, Act, buttons, require_move, why_not
from cases.warrants.forms import ActForm, EditWarrantForm, FilterForm, NewWarrantForm
from cases.warrants.models import Warrant
from cases.warrants.models.warrant import EDITABLE
from cases.warrants.panels import PANELS
from cases.warrants.reading import across, of_case, renewals_of, told
from coordination_center.answers import absent
from coordination_center.errors import Stale
from coordination_center.sending import attempt, once, posted, typed


@require_safe
def warrants(request: HttpRequest) -> HttpResponse:
    """Warrants of all cases the viewer reads, newest first. Context: form, wanted, page (rows, older), query."""
    viewer = viewer_of(request)
    form = FilterForm(request.GET)
    wanted = form.wanted()
    query = request.GET.copy()
    query.pop("after", None)
    context = {
        "form": FilterForm(initial=vars(wanted)),
        "wanted": wanted,
        "page": across(viewer, wanted, after=request.GET.get("after", "")),
        "query": query.urlencode(),
    }
    return render(request, "warrants/list.html", context)


@require_safe
def case_warrants(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The warrants of a case. Context: warrants (rows, older), may_add."""
    viewer = viewer_of(request)
    case = get_for(viewer, "case.read", with_parts(viewer), pk=pk)
    page = RecordPage.of(viewer, case, tab="warrants")
    found = of_case(viewer, case, after=request.GET.get("after", ""))
    context = page.context | {"warrants": found, "may_add": _may_add(page)}
    return render(request, "warrants/tab.html", context)


def _may_add(page: RecordPage) -> bool:
    return page.may("case.warrant") and page.case.state != "archived"


@require_http_methods(["GET", "HEAD", "POST"])
def case_warrant_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write down a warrant. Context: case, form; `?subject=` chooses the person."""
    viewer = viewer_of(request)
    case = get_for(viewer, "case.warrant", with_parts(viewer), pk=pk)
    initial = {"subject": request.GET.get("subject", "")}
    form = NewWarrantForm(posted(request), viewer=viewer, case=case, initial=initial)
    if request.method == "POST" and form.is_valid():
        sent = attempt(form, lambda: _once(request, case, form.cleaned_data))
        if sent:
            messages.success(request, _("The warrant is written down."))
            return redirect("case_warrant", pk=pk, warrant=sent)
    context = {"case": case, "form": form, "warrant": None}
    return render(request, "warrants/form.html", context, status=422 if form.errors else 200)


def _once(request: HttpRequest, case: Case, data: dict[str, Any]) -> UUID:
    """The id of the warrant that was added, or of the one the same form added before."""
    viewer, key = viewer_of(request), request.POST.get("once", "")
    route = f"case_warrant_new {case.pk}"
    made, before = once(
        viewer, route=route, key=key, body=typed(request), make=lambda: Warrant.add(case, by=viewer, **data)
    )
    return before.object_id if before else made.pk  # type: ignore[return-value]


@require_safe
def case_warrant(request: HttpRequest, pk: UUID, warrant: UUID) -> HttpResponse:
    """One warrant. Context: warrant, renewals, buttons, may_change, panels, agencies (parts, to name the readers)."""
    viewer = viewer_of(request)
    case = get_for(viewer, "case.read", with_parts(viewer), pk=pk)
    row = get_for(viewer, "case.read", told(), pk=warrant, case_id=pk)
    page = RecordPage.of(viewer, case, tab="warrants")
    offered = buttons(page, row)
    context = page.context | {
        "warrant": row,
        "renewals": renewals_of(viewer, row),
        "buttons": offered,
        "may_change": any(button.name in ("withdrawal", "removal") for button in offered),
        "panels": PANELS.of(viewer, row),
    }
    return render(request, "warrants/warrant.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def case_warrant_edit(request: HttpRequest, pk: UUID, warrant: UUID) -> HttpResponse:
    """Change a warrant; 409 with both versions when someone was faster. Context: case, form, warrant."""
    viewer = viewer_of(request)
    row = get_for(viewer, "case.warrant", told(), pk=warrant, case_id=pk)
    require_move(ACTS["withdrawal"], row, by=viewer)  # what is written is its issuer's
    form = EditWarrantForm(posted(request), viewer=viewer, warrant=row, initial=_as_it_stands(row))
    if request.method == "POST" and form.is_valid():
        try:
            done = attempt(form, lambda: row.edit(by=viewer, **form.cleaned_data))
        except Stale:
            return _conflict(request, row, form)
        if done:
            messages.success(request, _("Your changes are kept."))
            return redirect(row)
    context = {"case": row.case, "form": form, "warrant": row}
    return render(request, "warrants/form.html", context, status=422 if form.errors else 200)


def _as_it_stands(row: Warrant) -> dict[str, Any]:
    return {name: getattr(row, name) for name in (*EDITABLE, "version")}


def _conflict(request: HttpRequest, row: Warrant, form: EditWarrantForm) -> HttpResponse:
    """Both versions side by side; sending again is against the version now shown."""
    viewer = viewer_of(request)
    theirs = _as_it_stands(get_for(viewer, "case.read", told(), pk=row.pk, case_id=row.case_id))
    again = form.cleaned_data | {"version": theirs["version"]}
    mine = EditWarrantForm(initial=again, viewer=viewer, warrant=row)
    labels = {name: form.fields[name].label for name in EDITABLE if name in form.fields}
    context = {
        "case": row.case, "warrant": row, "form": mine, "mine": form.cleaned_data, "theirs": theirs, "labels": labels,
    }  # fmt: skip
    return render(request, "warrants/conflict.html", context, status=409)


@require_http_methods(["GET", "HEAD", "POST"])
def case_warrant_act(request: HttpRequest, pk: UUID, warrant: UUID, act: str) -> HttpResponse:
    """A verb of a warrant: GET says what will happen, POST does it. Context: case, warrant, act, form, why_not."""
    viewer = viewer_of(request)
    if act not in ACTS:
        return absent(request)
    verb = ACTS[act]
    row = get_for(viewer, "case.warrant", told(), pk=warrant, case_id=pk)
    require_move(verb, row, by=viewer)
    initial = {"version": row.version, "channel": row.channel, "issued_on": row.issued_on, "expires_on": row.expires_on}
    form = ActForm(posted(request), names=verb.fields, initial=initial)
    if request.method == "POST" and form.is_valid() and attempt(form, lambda: _run(verb, row, viewer, form)):
        messages.success(request, _("Done: %(verb)s.") % {"verb": verb.label})
        return redirect("case_warrants", pk=pk) if verb.leaves else redirect(row)
    context = {"case": row.case, "warrant": row, "act": verb, "form": form, "why_not": why_not(verb, row)}
    return render(request, "warrants/act.html", context, status=422 if form.errors else 200)


def _run(verb: Act, row: Warrant, viewer: Viewer, form: ActForm) -> bool:
    verb.run(row, viewer, form.cleaned_data)
    return True
