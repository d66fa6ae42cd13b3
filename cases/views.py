"""Pages of joint cases. Each view fetches through `access`, runs at most one verb, and renders or redirects."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from access.decide import get_for, may, require_role
from access.exclusion import readmit
from access.explain import exclusions_of
from access.viewer import Viewer, viewer_of
from cases.acts import ACTS, Act
from cases.creation import create
from cases.forms import ActForm, CaseForm, EditCaseForm, NewCaseForm, NoteForm
from cases.models import Case
from cases.panels import PANELS
from cases.reading import RecordPage, edit_initial, notes_of, with_parts
from cases.search.pages import list_page
from cases.timeline import log_of
from coordination_center.answers import absent
from coordination_center.errors import Stale
from coordination_center.sending import attempt, made_once, posted
from drafts import keeping as drafts


@require_safe
def case_list(request: HttpRequest) -> HttpResponse:
    """The viewer's cases, latest change first. Context: see `cases.search.pages.list_page`; may_create."""
    viewer = viewer_of(request)
    context = list_page(viewer, request.GET) | {"may_create": may(viewer, "case.create")}
    return render(request, "cases/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def case_new(request: HttpRequest) -> HttpResponse:
    """Begin a case. Context: form, case (None)."""
    viewer = viewer_of(request)
    require_role(viewer, "case.create")
    form = NewCaseForm(posted(request))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        named = [(viewer.person, viewer.agency)] if data.pop("compartment") else []
        sent = attempt(
            form, lambda: made_once(request, viewer, "case_new", lambda: create(by=viewer, named=named, **data))
        )
        if sent:
            drafts.sent(request)
            return redirect("case", pk=sent)
    return render(request, "cases/form.html", {"form": form, "case": None}, status=422 if form.errors else 200)


@require_safe
def case_page(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The record page, or the proposal for an invited agency. Context: see `RecordPage`; notes, note_form."""
    viewer = viewer_of(request)
    case = get_for(viewer, "case.see", with_parts(viewer), pk=pk)
    page = RecordPage.of(viewer, case, tab="overview")
    if not page.reads:
        return render(request, "cases/proposal.html", page.context)
    return _overview(request, viewer, case, page, NoteForm(viewer=viewer, case=case))


def _overview(
    request: HttpRequest, viewer: Viewer, case: Case, page: RecordPage, form: NoteForm, status: int = 200
) -> HttpResponse:
    notes = notes_of(viewer, case, after=request.GET.get("after", ""))
    context = page.context | {"notes": notes, "note_form": form, "panels": PANELS.of(page)}
    return render(request, "cases/detail.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def case_note(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Add a note; an error shows the record page again with what was typed. Opened by itself: the record page."""
    viewer = viewer_of(request)
    if request.method in {"GET", "HEAD"}:
        return redirect(get_for(viewer, "case.see", with_parts(viewer), pk=pk))
    case = get_for(viewer, "case.note", with_parts(viewer), pk=pk)
    form = NoteForm(request.POST, viewer=viewer, case=case)
    if form.is_valid():
        data = form.cleaned_data
        made = attempt(
            form, lambda: made_once(request, viewer, f"case_note {pk}", lambda: case.add_note(by=viewer, **data))
        )
        if made:
            drafts.sent(request)
            messages.success(request, _("Your note is kept."))
            return redirect(f"{reverse('case', args=[pk])}#note-{made}")
    return _overview(request, viewer, case, RecordPage.of(viewer, case, tab="overview"), form, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
def case_edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change the case's own fields; 409 with both versions when someone was faster. Context: form, case."""
    viewer = viewer_of(request)
    case = get_for(viewer, "case.edit", with_parts(viewer), pk=pk)
    form = EditCaseForm(posted(request), initial=edit_initial(case))
    if request.method == "POST" and form.is_valid():
        try:
            done = attempt(form, lambda: case.edit(by=viewer, **form.cleaned_data))
        except Stale:
            return _conflict(request, case, form)
        if done:
            messages.success(request, _("Your changes are kept."))
            return redirect(case)
    return render(request, "cases/form.html", {"form": form, "case": case}, status=422 if form.errors else 200)


def _conflict(request: HttpRequest, case: Case, form: CaseForm) -> HttpResponse:
    """Both versions side by side; sending again is against the version now shown."""
    mine = EditCaseForm(initial=form.cleaned_data | {"version": case.version})
    context = {"case": case, "form": mine, "mine": form.cleaned_data, "theirs": edit_initial(case)}
    return render(request, "cases/conflict.html", context, status=409)


@require_http_methods(["GET", "HEAD", "POST"])
def case_act(request: HttpRequest, pk: UUID, act: str) -> HttpResponse:
    """A verb: GET says what will happen and to whom, POST does it. Context: case, act, form, back."""
    viewer = viewer_of(request)
    if act not in ACTS:
        return absent(request)
    verb: Act = ACTS[act]
    case = get_for(viewer, verb.action, with_parts(viewer), pk=pk)
    form = ActForm(posted(request), viewer=viewer, case=case, names=verb.fields)
    if request.method == "POST" and (form.is_valid() or not verb.fields):
        data = form.cleaned_data if verb.fields else {}
        if attempt(form, lambda: (verb.run(case, viewer, data), True)):
            messages.success(request, _("Done: %(verb)s.") % {"verb": verb.label})
            return redirect("cases") if verb.leaves else redirect(case)
    context = RecordPage.of(viewer, case, tab="").context | {"act": verb, "form": form, "back": case.get_absolute_url()}
    return render(request, "cases/act.html", context, status=422 if form.errors else 200)


@require_safe
def case_sharing(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Who takes part, and for the lead who is named and shut out. Context: parts, named, exclusions, offer, why."""
    viewer = viewer_of(request)
    case = get_for(viewer, "case.read", with_parts(viewer), pk=pk)
    page = RecordPage.of(viewer, case, tab="sharing")
    return render(request, "cases/sharing.html", page.context | page.sharing())


@require_POST
def case_readmit(request: HttpRequest, pk: UUID, exclusion: UUID) -> HttpResponse:
    """End an exclusion of this case."""
    viewer = viewer_of(request)
    case = get_for(viewer, "case.exclude", with_parts(viewer), pk=pk)
    found = exclusions_of(case).filter(pk=exclusion, object_id=case.pk).first()
    if found is None:
        return absent(request)
    readmit(found, by=viewer, on=case)
    messages.success(request, _("The exclusion has ended."))
    return redirect("case_sharing", pk=pk)


@require_safe
def case_log(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Who read and did what: for the lead, and for the agency that began the case. Context: entries."""
    viewer = viewer_of(request)
    case = get_for(viewer, "case.read", with_parts(viewer), pk=pk)
    page = RecordPage.of(viewer, case, tab="log")
    page.require_log()
    entries = log_of(viewer, case, after=request.GET.get("after", ""))
    return render(request, "cases/log.html", page.context | {"entries": entries})
