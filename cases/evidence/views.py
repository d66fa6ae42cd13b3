"""Pages of evidence. Each fetches through `access`, runs at most one verb, and renders or redirects."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from access.decide import get_for
from access.viewer import Viewer, viewer_of
from cases.evidence import acts, handing_out
from cases.evidence.forms import ActForm, EditEvidenceForm, NewEvidenceForm, VersionForm
from cases.evidence.models import Evidence
from cases.evidence.models.item import EDITABLE
from cases.evidence.reading import (
    Possible,
    chain_of,
    file_for,
    item_for,
    items_of,
    mentions_of,
    offer_in,
)
from cases.evidence.repeated import typed_with_files
from cases.models import Case
from cases.reading import RecordPage, with_parts
from coordination_center.answers import absent
from coordination_center.errors import IllegalMove, Stale
from coordination_center.sending import attempt, once, posted


@require_safe
def evidence_list(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The case's items that the viewer may see. Context: items (rows, older), may_add, archived."""
    viewer = viewer_of(request)
    case = get_for(viewer, "case.read", with_parts(viewer), pk=pk)
    page = RecordPage.of(viewer, case, tab="evidence")
    items = items_of(viewer, case, after=request.GET.get("after", ""))
    context = page.context | {"items": items, "may_add": page.may("case.evidence") and case.state != "archived"}
    return render(request, "evidence/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def evidence_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Add an item. Context: case, form."""
    viewer = viewer_of(request)
    case = get_for(viewer, "case.evidence", with_parts(viewer), pk=pk)
    form = NewEvidenceForm(posted(request), request.FILES or None, viewer=viewer, case=case)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        made = attempt(form, lambda: _once(request, viewer, pk, lambda: Evidence.add(case, by=viewer, **data)))
        if made:
            messages.success(request, _("The evidence is kept."))
            return redirect("case_evidence", pk=pk, evidence=made)
    context = {"case": case, "form": form, "item": None}
    return render(request, "evidence/form.html", context, status=422 if form.errors else 200)


def _once(request: HttpRequest, viewer: Viewer, about: UUID, make: Any) -> UUID:
    """The id of what `make` made, or of what the same form made before."""
    key, body = request.POST.get("once", ""), typed_with_files(request)
    made, before = once(viewer, route=f"{request.path} {about}", key=key, body=body, make=make)
    return before.object_id if before else made.pk  # type: ignore[return-value]


@require_safe
def evidence_page(request: HttpRequest, pk: UUID, evidence: UUID) -> HttpResponse:
    """An item. Context: item, files, chain, mentions, offer, acts (what can be done now), owns."""
    viewer = viewer_of(request)
    item = item_for(viewer, "case.read", pk, evidence)
    page = RecordPage.of(viewer, with_parts(viewer).visible_to(viewer).get(pk=pk), tab="evidence")  # type: ignore[attr-defined]
    return render(request, "evidence/item.html", page.context | _shown(viewer, item, page))


def _shown(viewer: Viewer, item: Any, page: RecordPage) -> dict[str, Any]:
    possible = Possible.of(viewer, item, works=page.may("case.evidence"))
    chain = chain_of(viewer, item)
    return {
        "item": item,
        "files": item.shown_files,
        "chain": chain,
        "mentions": mentions_of(viewer, item),
        "offer": offer_in(chain),
        "acts": acts.offered(possible),
        "may_change": possible.works and possible.owns,
    }


@require_http_methods(["GET", "HEAD", "POST"])
def evidence_edit(request: HttpRequest, pk: UUID, evidence: UUID) -> HttpResponse:
    """Change an item's own fields; 409 with both versions when someone was faster. Context: case, item, form."""
    viewer = viewer_of(request)
    item = item_for(viewer, "case.evidence", pk, evidence)
    form = EditEvidenceForm(posted(request), initial=_initial(item))
    if request.method == "POST" and form.is_valid():
        try:
            done = attempt(form, lambda: item.edit(by=viewer, **form.cleaned_data))
        except Stale:
            return _conflict(request, item, form)
        if done:
            messages.success(request, _("Your changes are kept."))
            return redirect(item)
    context = {"case": item.case, "form": form, "item": item}
    return render(request, "evidence/form.html", context, status=422 if form.errors else 200)


def _initial(item: Evidence) -> dict[str, Any]:
    return {name: getattr(item, name) for name in (*EDITABLE, "version")}


def _conflict(request: HttpRequest, item: Evidence, form: EditEvidenceForm) -> HttpResponse:
    """Both versions side by side; sending again is against the version now shown."""
    mine = EditEvidenceForm(initial=form.cleaned_data | {"version": item.version})
    context = {"case": item.case, "item": item, "form": mine, "mine": form.cleaned_data, "theirs": _initial(item)}
    return render(request, "evidence/conflict.html", context, status=409)


@require_http_methods(["GET", "HEAD", "POST"])
def evidence_version(request: HttpRequest, pk: UUID, evidence: UUID) -> HttpResponse:
    """Add a version of the file. Context: case, item, form."""
    viewer = viewer_of(request)
    item = item_for(viewer, "case.evidence", pk, evidence)
    form = VersionForm(posted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        made = attempt(form, lambda: _once(request, viewer, evidence, lambda: item.add_version(by=viewer, **data)))
        if made:
            messages.success(request, _("The new version is kept beside the others."))
            return redirect(item)
    context = {"case": item.case, "form": form, "item": item}
    return render(request, "evidence/version.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def evidence_act(request: HttpRequest, pk: UUID, evidence: UUID, act: str) -> HttpResponse:
    """A verb: GET says what will happen, POST does it. Context: case, item, act, form, offer."""
    viewer = viewer_of(request)
    if act not in acts.ACTS:
        return absent(request)
    verb: acts.Act = acts.ACTS[act]
    item = item_for(viewer, "case.evidence", pk, evidence)
    offer = offer_in(chain_of(viewer, item))
    if "offer" in verb.fields and offer is None:
        raise IllegalMove(_("This offer no longer stands. See the chain as it is now."))
    initial = {"offer": offer.pk if offer else None, "subjects": [m.subject_id for m in mentions_of(viewer, item)]}
    form = ActForm(posted(request), viewer=viewer, case=item.case, item=item, names=verb.fields, initial=initial)
    if request.method == "POST" and form.is_valid() and attempt(form, lambda: _run(verb, item, viewer, form)):
        messages.success(request, _("Done: %(verb)s.") % {"verb": verb.label})
        return redirect("case_evidence_list", pk=pk) if verb.leaves else redirect(item)
    context = {"case": _with_parts(viewer, pk), "item": item, "act": verb, "form": form, "offer": offer}
    return render(request, "evidence/act.html", context, status=422 if form.errors else 200)


def _run(verb: acts.Act, item: Evidence, viewer: Viewer, form: ActForm) -> bool:
    verb.run(item, viewer, form.cleaned_data)
    return True


def _with_parts(viewer: Viewer, pk: UUID) -> Case:
    return get_for(viewer, "case.read", with_parts(viewer), pk=pk)


@require_safe
def evidence_file(request: HttpRequest, pk: UUID, evidence: UUID, file: UUID) -> HttpResponse:
    """A version of the file as a download, checked against its SHA-256 and recorded."""
    viewer = viewer_of(request)
    return handing_out.handed_out(request, file_for(viewer, pk, evidence, file), by=viewer)


@require_safe
def evidence_thumbnail(request: HttpRequest, pk: UUID, evidence: UUID, file: UUID) -> HttpResponse:
    """The small picture of a file, for those who may have the file."""
    return handing_out.shown_small(file_for(viewer_of(request), pk, evidence, file))
