"""Pages of the timeline, the map and the entries. Each fetches through `access`, runs at most one verb, and renders."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from access.decide import get_for
from access.viewer import Viewer, viewer_of
from cases.chronology.codes import Located
from cases.chronology.forms import AskForm, EditEntryForm, EntryForm, entry_initial
from cases.chronology.mapping import map_of
from cases.chronology.models import Entry
from cases.chronology.placing import doubt
from cases.chronology.reading import Asked, Shown, subjects_of, timeline
from cases.codes import State
from cases.models.record import Record
from cases.reading import RecordPage, with_parts
from coordination_center.errors import NotAllowed, Stale
from coordination_center.sending import attempt, once, posted
from coordination_center.sending import typed as body_of


def page_of(viewer: Viewer, pk: UUID, action: str = "case.read") -> RecordPage:
    """The record page of a case in whose timeline the viewer may do `action`."""
    return RecordPage.of(viewer, get_for(viewer, action, with_parts(viewer), pk=pk), tab="timeline")


def may_write(page: RecordPage) -> bool:
    """Whether the viewer may add to the chronology as the case stands."""
    return page.may("case.entry") and page.case.state != State.ARCHIVED


@require_safe
def case_timeline(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What happened and what was done. Context: timeline (rows, before, after), kinds; and see `_asking`."""
    viewer = viewer_of(request)
    page = page_of(viewer, pk)
    ask = AskForm(request.GET)
    asked = replace(ask.asked(), levels=page.levels)
    shown = timeline(viewer, page.case, asked, at=request.GET.get("after", ""))
    context = _asking(request, page, ask) | {"timeline": shown, "kinds": _kinds(request, asked)}
    return render(request, "cases/timeline.html", page.context | context)


def _kinds(request: HttpRequest, asked: Asked) -> list[dict[str, Any]]:
    """Everything, and each kind alone: as links that keep the range and the order."""
    found = []
    for kind, name in [("", _("Everything")), *Shown.choices]:
        query = request.GET.copy()
        query.pop("after", None)
        query.setlist("kind", [kind] if kind else [])
        current = asked.kinds == frozenset({kind} if kind else ())
        found.append({"label": str(name), "query": query.urlencode(), "current": current})
    return found


@require_safe
def case_map(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The entries and routes on a map. Context: map (entries, ways, unplaced, more), data, ask, query, may_write."""
    viewer = viewer_of(request)
    page = page_of(viewer, pk)
    ask = AskForm(request.GET)
    asked = ask.asked()
    drawn = map_of(viewer, page.case, since=asked.since, until=asked.until)
    context = _asking(request, page, ask) | {"map": drawn, "data": drawn.data(), "wide": True}
    return render(request, "chronology/case_map.html", page.context | context)


def _asking(request: HttpRequest, page: RecordPage, ask: AskForm) -> dict[str, Any]:
    """ask (the form), query (of the address, without the page), narrowed, may_write."""
    query = request.GET.copy()
    query.pop("after", None)
    narrowed = bool(query.get("since") or query.get("until") or query.getlist("kind"))
    return {"ask": ask, "query": query.urlencode(), "narrowed": narrowed, "may_write": may_write(page)}


@require_safe
def entry_page(request: HttpRequest, pk: UUID, entry: UUID) -> HttpResponse:
    """One entry. Context: entry, subjects, readers, may_change, question (why it is not on the map)."""
    viewer = viewer_of(request)
    page = page_of(viewer, pk)
    row = entry_for(viewer, pk, entry)
    lost = row.place and row.located == Located.NOWHERE
    context = {
        "entry": row,
        "subjects": subjects_of(viewer, [row]).get(row.pk, []),
        "may_change": may_write(page) and row.agency_id == viewer.agency_id,
        "question": doubt(row.place, row.country) if lost else "",
    }
    return render(request, "chronology/entry.html", page.context | context)


def entry_for(viewer: Viewer, pk: UUID, entry: UUID, action: str = "case.read") -> Entry:
    """The entry of the address, in the case of the address."""
    rows = Entry.objects.select_related("agency", "author", "route", "case")
    return get_for(viewer, action, rows, pk=entry, case_id=pk)


def require_own(row: Record, viewer: Viewer) -> None:
    """`NotAllowed` for everyone but the agency that supplied the record: its forms are not even shown to others."""
    if row.agency_id != viewer.agency_id:
        raise NotAllowed(
            _("Only the agency that supplied this can change it."),
            object_type=row.noun,
            object_id=row.pk,
            action="case.entry",
        )


def _made(request: HttpRequest, page: RecordPage, form: EntryForm) -> UUID:
    route = f"case_entry_new {page.case.pk}"
    return made_once(request, page.viewer, route, lambda: Entry.add(page.case, by=page.viewer, **form.facts()))


def made_once(request: HttpRequest, viewer: Viewer, route: str, make: Any) -> UUID:
    """The id of what `make` made, or of what the same form made before."""
    made, before = once(viewer, route=route, key=request.POST.get("once", ""), body=body_of(request), make=make)
    return before.object_id if before else made.pk  # type: ignore[return-value]


@require_http_methods(["GET", "HEAD", "POST"])
def entry_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write down what happened. Context: form, entry (None)."""
    viewer = viewer_of(request)
    page = page_of(viewer, pk, "case.entry")
    form = EntryForm(posted(request), viewer=viewer, case=page.case)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: _made(request, page, form))
        if made:
            messages.success(request, _("The entry is kept."))
            return redirect("case_entry", pk=pk, entry=made)
    context = page.context | {"form": form, "entry": None}
    return render(request, "chronology/entry_form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def entry_edit(request: HttpRequest, pk: UUID, entry: UUID) -> HttpResponse:
    """Change an entry of one's own agency; 409 with both versions when someone was faster. Context: form, entry."""
    viewer = viewer_of(request)
    page = page_of(viewer, pk, "case.entry")
    row = entry_for(viewer, pk, entry, "case.entry")
    require_own(row, viewer)
    initial = entry_initial(row, subjects_of(viewer, [row]).get(row.pk, []))
    form = EditEntryForm(posted(request), viewer=viewer, case=page.case, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            done = attempt(form, lambda: row.edit(by=viewer, **form.facts()))
        except Stale:
            return _conflict(request, page, row, form)
        if done:
            messages.success(request, _("Your changes are kept."))
            return redirect(row)
    context = page.context | {"form": form, "entry": row}
    return render(request, "chronology/entry_form.html", context, status=422 if form.errors else 200)


def _conflict(request: HttpRequest, page: RecordPage, row: Entry, form: EditEntryForm) -> HttpResponse:
    """Both versions side by side; sending again is against the version now shown."""
    viewer = page.viewer
    theirs = entry_initial(row, subjects_of(viewer, [row]).get(row.pk, []))
    mine = EditEntryForm(
        initial=request.POST.dict() | _ids(form) | {"version": row.version}, viewer=viewer, case=page.case
    )
    context = {"entry": row, "form": mine, "mine": request.POST.dict(), "theirs": theirs}
    return render(request, "chronology/entry_conflict.html", page.context | context, status=409)


def _ids(form: EditEntryForm) -> dict[str, Any]:
    """Choices as a form's initial takes them."""
    route = form.cleaned_data["route"]
    return {"subjects": [one.pk for one in form.cleaned_data["subjects"]], "route": route.pk if route else None}


@require_http_methods(["GET", "HEAD", "POST"])
def entry_removal(request: HttpRequest, pk: UUID, entry: UUID) -> HttpResponse:
    """Remove an entry of one's own agency: GET says what will happen, POST does it. Context: row, kind, back."""
    viewer = viewer_of(request)
    page = page_of(viewer, pk, "case.entry")
    row = entry_for(viewer, pk, entry, "case.entry")
    require_own(row, viewer)
    if request.method == "POST":
        row.take_out(by=viewer)
        messages.success(request, _("The entry is removed."))
        return redirect("case_timeline", pk=pk)
    return render(request, "chronology/removal.html", page.context | {"row": row, "kind": "entry"})
