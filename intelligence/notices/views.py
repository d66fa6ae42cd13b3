"""Pages of the notices of a case."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from access.decide import get_for, require
from access.viewer import Viewer, viewer_of
from cases.models import Case
from cases.reading import RecordPage, with_parts
from coordination_center.answers import absent
from coordination_center.errors import Stale
from coordination_center.sending import attempt, made_once, posted
from intelligence.notices.acts import ACTS, Act, buttons, may_write, require_own, why_not
from intelligence.notices.codes import WRITABLE
from intelligence.notices.forms import ActForm, NewNoticeForm, PaperworkForm, shown
from intelligence.notices.models import Notice
from intelligence.notices.pack import packed
from intelligence.notices.reading import of_case, told


@require_safe
def case_notices(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The notices of a case. Context: found (rows, older), may_add."""
    viewer = viewer_of(request)
    page = RecordPage.of(viewer, get_for(viewer, "case.read", with_parts(viewer), pk=pk), tab="notices")
    may_add = page.may("case.notice") and page.case.state != "archived"
    found = of_case(viewer, page.case, after=request.GET.get("after", ""))
    return render(request, "notices/tab.html", page.context | {"found": found, "may_add": may_add})


@require_http_methods(["GET", "HEAD", "POST"])
def case_notice_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Draft a notice; `?subject=` chooses the person. Context: case, form, notice (None)."""
    viewer = viewer_of(request)
    case = get_for(viewer, "case.notice", with_parts(viewer), pk=pk)
    form = NewNoticeForm(posted(request), viewer=viewer, case=case, initial={"subject": request.GET.get("subject", "")})
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: _once(request, case, form.cleaned_data))
        if made:
            messages.success(request, _("The draft is begun. Now its paperwork."))
            return redirect("case_notice_edit", pk=pk, notice=made)
    context = {"case": case, "form": form, "notice": None}
    return render(request, "notices/form.html", context, status=422 if form.errors else 200)


def _once(request: HttpRequest, case: Case, data: dict[str, Any]) -> UUID:
    """The id of the notice that was added, or of the one the same form added before."""
    viewer = viewer_of(request)
    return made_once(request, viewer, f"case_notice_new {case.pk}", lambda: Notice.add(case, by=viewer, **data))


@require_safe
def case_notice(request: HttpRequest, pk: UUID, notice: UUID) -> HttpResponse:
    """One notice. Context: notice, checks, complete, buttons, may_change, may_export."""
    viewer = viewer_of(request)
    page = RecordPage.of(viewer, get_for(viewer, "case.read", with_parts(viewer), pk=pk), tab="notices")
    row = get_for(viewer, "case.read", told(), pk=notice, case_id=pk)
    checks = row.checks(viewer)
    complete = all(check.met for check in checks)
    writes = may_write(page, row)
    context = page.context | {
        "notice": row,
        "checks": checks,
        "complete": complete,
        "buttons": buttons(row, complete=complete) if writes else [],
        "may_change": writes and row.state in WRITABLE,
        "may_export": page.may("case.export"),
    }
    return render(request, "notices/notice.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def case_notice_edit(request: HttpRequest, pk: UUID, notice: UUID) -> HttpResponse:
    """Write the paperwork; 409 keeps what was typed. Context: case, form, notice, stale."""
    viewer = viewer_of(request)
    row = get_for(viewer, "case.read", told(), pk=notice, case_id=pk)
    require(viewer, "case.notice", row.case)
    require_own(row, by=viewer)
    stands = {name: getattr(row, name) for name in shown(row)} | {"warrant": row.warrant_id}
    form, status = PaperworkForm(posted(request), viewer=viewer, notice=row, initial=stands), 200
    if request.method == "POST" and form.is_valid():
        try:
            if attempt(form, lambda: row.edit(by=viewer, **form.cleaned_data)):
                messages.success(request, _("Your changes are kept."))
                return redirect(row)
        except Stale:
            again = form.cleaned_data | {"version": row.version}
            form, status = PaperworkForm(initial=again, viewer=viewer, notice=row), 409
    context = {"case": row.case, "form": form, "notice": row, "stale": status == 409}
    return render(request, "notices/form.html", context, status=422 if form.errors else status)


@require_http_methods(["GET", "HEAD", "POST"])
def case_notice_act(request: HttpRequest, pk: UUID, notice: UUID, act: str) -> HttpResponse:
    """A verb of a notice: GET says what will happen, POST does it. Context: case, notice, act, form, why_not."""
    viewer = viewer_of(request)
    if act not in ACTS:
        return absent(request)
    verb = ACTS[act]
    row = get_for(viewer, "case.read", told(), pk=notice, case_id=pk)
    require(viewer, "case.notice", row.case)
    require_own(row, by=viewer)
    form = ActForm(posted(request), names=verb.fields, initial={"version": row.version, "ncb": row.ncb_id})
    if request.method == "POST" and form.is_valid() and attempt(form, lambda: _run(verb, row, viewer, form)):
        messages.success(request, _("Done: %(verb)s.") % {"verb": verb.label})
        return redirect("case_notices", pk=pk) if verb.leaves else redirect(row)
    complete = all(check.met for check in row.checks(viewer))
    context = {"case": row.case, "notice": row, "act": verb, "form": form}
    context["why_not"] = why_not(verb, row, complete=complete)
    return render(request, "notices/act.html", context, status=422 if form.errors else 200)


def _run(verb: Act, row: Notice, viewer: Viewer, form: ActForm) -> bool:
    verb.run(row, viewer, form.cleaned_data)
    return True


@require_POST
def case_notice_pack(request: HttpRequest, pk: UUID, notice: UUID) -> HttpResponse:
    """The notice as a text file; that it left the centre is recorded as a disclosure."""
    viewer = viewer_of(request)
    row = get_for(viewer, "case.read", told(), pk=notice, case_id=pk)
    require(viewer, "case.export", row.case)
    row.export(by=viewer)
    answer = HttpResponse(packed(row, viewer=viewer), content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="notice.txt"'
    return answer
