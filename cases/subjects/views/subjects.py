"""Pages of subjects: the tab with its filters, one subject, writing, showing and removing it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from access.decide import get_for
from access.viewer import viewer_of
from cases.models import Case
from cases.reading import RecordPage, with_parts
from cases.subjects.codes import PEOPLE
from cases.subjects.forms.subject import (
    AudienceForm,
    EditSubjectForm,
    NewSubjectForm,
    SubjectForms,
    standing,
)
from cases.subjects.models import Subject
from cases.subjects.panels import PANELS
from cases.subjects.reading import Wanted, around, cards_of, offered_of, reads_reasons, subjects_of, told, whole
from cases.subjects.said import day_in_words
from cases.subjects.views.comparing import compared
from cases.subjects.views.frames import Question, asked, made_once, of_case, tab
from coordination_center.errors import NotAllowed, Stale
from coordination_center.sending import attempt, posted


@require_safe
def case_subjects(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Subjects and cards of the case. Context: page, cards (rows, older), wanted, offered, chips, may_add, may_card."""
    viewer = viewer_of(request)
    case = get_for(viewer, "case.read", with_parts(viewer), pk=pk)
    page, context = tab(request, case)
    wanted, offered = Wanted.of(request.GET), offered_of(viewer, case)
    after, cards_after = request.GET.get("after", ""), request.GET.get("cards", "")
    open_case = case.state != "archived"
    context |= {
        "page": subjects_of(viewer, case, wanted, after=after),
        "cards": None if after or wanted.query else cards_of(viewer, case, after=cards_after),
        "wanted": wanted,
        "offered": offered,
        "chips": wanted.chips(offered),
        "may_add": page.may("case.subject") and open_case,
        "may_card": page.may("case.card") and open_case,
    }
    return render(request, "subjects/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def case_subject_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write down a subject. Context: case, forms, subject (None), heading."""
    viewer = viewer_of(request)
    case = get_for(viewer, "case.subject", Case.objects.select_related("originator"), pk=pk)
    sheet = SubjectForms(NewSubjectForm, posted(request), viewer=viewer, case=case)
    if "more" in request.POST:
        return _form(request, case, sheet.with_more())
    if request.method == "POST" and sheet.is_valid():
        route = f"case_subject_new {pk}"
        sent = attempt(
            sheet.facts, lambda: made_once(request, route, lambda: Subject.add(case, by=viewer, **sheet.said))
        )
        if sent:
            messages.success(request, _("The subject is written down."))
            return redirect("case_subject", pk=pk, subject=sent)
    return _form(request, case, sheet)


def _form(request: HttpRequest, case: Case, sheet: SubjectForms, **more: Any) -> HttpResponse:
    context = of_case(request, case) | {"sheet": sheet, "subject": None, "proposing": False} | more
    return render(request, "subjects/form.html", context, status=422 if sheet.failed else 200)


@require_safe
def case_subject(request: HttpRequest, pk: UUID, subject: UUID) -> HttpResponse:
    """One subject. Context: subject, around, panels, may (what the viewer may do with it), only_for, in_words."""
    viewer = viewer_of(request)
    case = get_for(viewer, "case.read", with_parts(viewer), pk=pk)
    row = whole(viewer, case, subject)
    page, context = tab(request, case)
    found = around(viewer, row)
    context |= {
        "subject": row,
        "around": found,
        "reasons": {screening.pk for screening in found.screenings if reads_reasons(viewer, screening)},
        "panels": PANELS.of(viewer, row),
        "may": _may(page, row),
        "in_words": day_in_words,
    }
    return render(request, "subjects/subject.html", context)


def _may(page: RecordPage, subject: Subject) -> dict[str, bool]:
    """What the viewer may do with a subject just now."""
    viewer, going_on = page.viewer, page.case.state != "archived"
    own = subject.agency_id == viewer.agency_id
    writes, person = page.may("case.subject") and going_on, subject.kind in PEOPLE
    due = subject.screening == "due"
    return {
        "edit": writes and own,
        "propose": writes and not own,
        "photo": writes,
        "charge": person and going_on and page.may("case.judge"),
        "refer": person and going_on and page.may("case.screen") and not subject.stopped,
        "review": due and going_on and page.may("case.review_screening") and viewer.agency.kind == "prosecution",
        "remove": writes and own and not due,
    }


@require_http_methods(["GET", "HEAD", "POST"])
def case_subject_edit(request: HttpRequest, pk: UUID, subject: UUID) -> HttpResponse:
    """Change a subject; 409 with both versions when someone was faster. Context: case, sheet, subject."""
    viewer = viewer_of(request)
    row = get_for(viewer, "case.subject", told(viewer), pk=subject, case_id=pk)
    require_supplier(row, viewer)
    sheet = SubjectForms(EditSubjectForm, posted(request), viewer=viewer, case=row.case, initial=standing(row))
    if "more" in request.POST:
        return _form(request, row.case, sheet.with_more(), subject=row)
    if request.method == "POST" and sheet.is_valid():
        try:
            done = attempt(sheet.facts, lambda: row.edit(by=viewer, **sheet.said))
        except Stale:
            return _conflict(request, sheet, row)
        if done:
            messages.success(request, _("Your changes are kept."))
            return redirect(row)
    return _form(request, row.case, sheet, subject=row)


def require_supplier(row: Subject, viewer: Any) -> None:
    """`NotAllowed`, before a form is shown, for everyone but the agency that supplied the subject."""
    if row.agency_id != viewer.agency_id:
        raise NotAllowed(
            _("Only the agency that supplied this can change it; you can propose a change to it."),
            object_type="subject",
            object_id=row.pk,
            action="case.subject",
        )


def _conflict(request: HttpRequest, sheet: SubjectForms, row: Subject) -> HttpResponse:
    """Both versions side by side; sending again is against the version now shown."""
    now: Any = get_for(viewer_of(request), "case.read", told(viewer_of(request)), pk=row.pk, case_id=row.case_id)
    context = of_case(request, now.case) | {
        "subject": now,
        "sheet": sheet.against(now.version),
        "lines": compared(now, sheet.said),
        "proposing": False,
    }
    return render(request, "subjects/conflict.html", context, status=409)


@require_http_methods(["GET", "HEAD", "POST"])
def case_subject_audience(request: HttpRequest, pk: UUID, subject: UUID) -> HttpResponse:
    """Who sees the subject. GET says what follows, POST changes it."""
    viewer = viewer_of(request)
    row = get_for(viewer, "case.subject", told(viewer), pk=subject, case_id=pk)
    require_supplier(row, viewer)
    form = AudienceForm(
        posted(request), viewer=viewer, case=row.case, initial={"only": row.only, "version": row.version}
    )
    question = Question(
        _("Who sees it"),
        _(
            "Whoever you add sees the subject and what hangs on it at once: names, links, photos, warrants. Whoever you"
            " leave out no longer finds a trace of it. The change is written into the log."
        ),
        _("It is now seen by those you chose."),
    )
    return asked(request, row, question, form=form, run=lambda data: row.show_to(by=viewer, **data))


@require_http_methods(["GET", "HEAD", "POST"])
def case_subject_removal(request: HttpRequest, pk: UUID, subject: UUID) -> HttpResponse:
    """Remove the subject. GET says what happens to whom, POST does it."""
    viewer = viewer_of(request)
    row = get_for(viewer, "case.subject", told(viewer), pk=subject, case_id=pk)
    require_supplier(row, viewer)
    says = _(
        "%(name)s disappears from the case for all who see it, with its photos, charges, links and warrants, also"
        " those that other agencies supplied. The log and the history keep that it was there. This cannot be undone."
    )
    question = Question(_("Remove the subject"), says % {"name": row.label}, _("The subject is removed."), danger=True)
    back = reverse("case_subjects", args=[pk])
    return asked(request, row, question, run=lambda data: row.take_out(by=viewer), to=back)
