"""Pages of proposals: making one, reading it beside the record as it stands, answering it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from access.decide import get_for
from access.viewer import Viewer, viewer_of
from cases.reading import with_parts
from cases.subjects.forms.proposal import AcceptanceForm, RefusalForm
from cases.subjects.forms.subject import ProposalForm, SubjectForms, standing
from cases.subjects.models import Proposal, Subject
from cases.subjects.reading import told
from cases.subjects.views.comparing import compared
from cases.subjects.views.frames import Question, asked, made_once, of_case, tab
from coordination_center.answers import absent
from coordination_center.errors import NotAllowed, Stale
from coordination_center.sending import attempt, posted


@require_http_methods(["GET", "HEAD", "POST"])
def case_subject_proposal_new(request: HttpRequest, pk: UUID, subject: UUID) -> HttpResponse:
    """Propose a change to another agency's subject. Context: as the subject's form, with proposing."""
    viewer = viewer_of(request)
    row = get_for(viewer, "case.subject", told(viewer), pk=subject, case_id=pk)
    if row.agency_id == viewer.agency_id:
        return redirect("case_subject_edit", pk=pk, subject=subject)
    sheet = SubjectForms(ProposalForm, posted(request), viewer=viewer, case=row.case, initial=standing(row))
    if "more" in request.POST:
        return _form(request, sheet.with_more(), row)
    if request.method == "POST" and sheet.is_valid():
        try:
            sent = attempt(sheet.facts, lambda: _made(request, row, sheet.said))
        except Stale:
            return _overtaken(request, sheet, row)
        if sent:
            messages.success(request, _("Your proposal is with the agency that supplied the record."))
            return redirect("case_subject_proposal", pk=pk, proposal=sent)
    return _form(request, sheet, row)


def _made(request: HttpRequest, row: Subject, said: dict[str, Any]) -> UUID:
    viewer = viewer_of(request)
    route = f"case_subject_proposal_new {row.pk}"
    return made_once(request, route, lambda: Proposal.add(row.case, by=viewer, subject=row, **said))


def _form(request: HttpRequest, sheet: SubjectForms, row: Subject) -> HttpResponse:
    context = of_case(request, row.case) | {"sheet": sheet, "subject": row, "proposing": True}
    return render(request, "subjects/form.html", context, status=422 if sheet.failed else 200)


def _overtaken(request: HttpRequest, sheet: SubjectForms, row: Subject) -> HttpResponse:
    """The record changed while the proposal was written: both, and the proposal ready to be sent again."""
    viewer = viewer_of(request)
    now: Any = get_for(viewer, "case.read", told(viewer), pk=row.pk, case_id=row.case_id)
    lines = compared(now, sheet.said)
    context = of_case(request, now.case) | {"subject": now, "sheet": sheet.against(now.version), "lines": lines}
    return render(request, "subjects/conflict.html", context | {"proposing": True}, status=409)


@require_safe
def case_subject_proposal(request: HttpRequest, pk: UUID, proposal: UUID) -> HttpResponse:
    """One proposal beside the record. Context: proposal, subject, lines, moved (changed since), answers, withdraws."""
    viewer = viewer_of(request)
    return _page(request, _found(viewer, pk, proposal, "case.read"))


def _page(request: HttpRequest, row: Proposal, *, status: int = 200) -> HttpResponse:
    viewer = viewer_of(request)
    subject: Any = get_for(viewer, "case.read", told(viewer), pk=row.subject_id, case_id=row.case_id)
    page, context = tab(request, _case(viewer, row))
    pending = row.state == "pending" and page.may("case.subject") and page.case.state != "archived"
    context |= {
        "proposal": row,
        "subject": subject,
        "lines": compared(subject, row.said()),
        "moved": row.state == "pending" and subject.version != row.base,
        "answers": pending and subject.agency_id == viewer.agency_id,
        "withdraws": pending and row.agency_id == viewer.agency_id,
    }
    return render(request, "subjects/proposal.html", context, status=status)


def _case(viewer: Viewer, row: Proposal) -> Any:
    return get_for(viewer, "case.read", with_parts(viewer), pk=row.case_id)


def _found(viewer: Viewer, pk: UUID, proposal: UUID, action: str) -> Proposal:
    rows = Proposal.objects.select_related("agency", "author", "case", "subject__agency", "answered_by")
    return get_for(viewer, action, rows, pk=proposal, case_id=pk)


@dataclass(frozen=True)
class Answer:
    """An answer to a proposal: its words, its form, and how it is run."""

    question: Any
    form: type[forms.Form]
    run: Any
    by_proposer: bool = False


ANSWERS: dict[str, Answer] = {
    "acceptance": Answer(
        lambda: Question(
            _("Accept the change"),
            _("The record takes over what is proposed, for all who see it. The proposer sees that you accepted."),
            _("The change is taken over."),
        ),
        AcceptanceForm,
        lambda row, by, data: row.accept(by=by, **data),
    ),
    "refusal": Answer(
        lambda: Question(
            _("Refuse the change"),
            _("The record stays as it is. The proposer sees your reason."),
            _("The proposal is refused."),
        ),
        RefusalForm,
        lambda row, by, data: row.refuse(by=by, **data),
    ),
    "withdrawal": Answer(
        lambda: Question(
            _("Withdraw the proposal"),
            _("The record stays as it is, and the agency that supplied it can no longer accept your proposal."),
            _("The proposal is withdrawn."),
        ),
        forms.Form,
        lambda row, by, data: row.withdraw(by=by),
        by_proposer=True,
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
def case_subject_proposal_act(request: HttpRequest, pk: UUID, proposal: UUID, act: str) -> HttpResponse:
    """Accept, refuse or withdraw. GET says what will happen; 409 with both versions where the record has changed."""
    viewer = viewer_of(request)
    if act not in ANSWERS:
        return absent(request)
    answer = ANSWERS[act]
    row = _found(viewer, pk, proposal, "case.subject")
    _require_side(viewer, row, answer)
    try:
        return asked(
            request,
            row,
            answer.question(),
            form=answer.form(posted(request)),
            run=lambda data: answer.run(row, viewer, data),
        )
    except Stale:
        return _page(request, _found(viewer, pk, proposal, "case.read"), status=409)


def _require_side(viewer: Viewer, row: Proposal, answer: Answer) -> None:
    """`NotAllowed`, before a form is shown, for the agency whose answer this is not."""
    asked_of = row.agency_id if answer.by_proposer else row.subject.agency_id
    if asked_of != viewer.agency_id:
        raise NotAllowed(
            _("This answer is for the other agency to give."),
            object_type="subject_proposal",
            object_id=row.pk,
            action="case.subject",
        )
