"""Pages of charges: those of a case, one of them, and its verdict."""

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
from cases.subjects.codes import Verdict
from cases.subjects.forms.charge import EditChargeForm, NewChargeForm, SentenceForm, VerdictForm
from cases.subjects.models import Charge
from cases.subjects.reading import charges_of, told
from cases.subjects.said import day_in_words
from cases.subjects.views.frames import Question, asked, made_once, of_case, tab
from coordination_center.answers import absent
from coordination_center.errors import NotAllowed, Stale
from coordination_center.sending import attempt, posted


@require_safe
def case_charges(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The charges of a case, newest first. Context: page (rows, older), in_words."""
    viewer = viewer_of(request)
    case = get_for(viewer, "case.read", with_parts(viewer), pk=pk)
    found = charges_of(viewer, case, after=request.GET.get("after", ""))
    _page, context = tab(request, case)
    return render(request, "subjects/charges.html", context | {"page": found, "in_words": day_in_words})


@require_http_methods(["GET", "HEAD", "POST"])
def case_charge_new(request: HttpRequest, pk: UUID, subject: UUID) -> HttpResponse:
    """Record a charge against a person. Context: case, form, subject, charge (None)."""
    viewer = viewer_of(request)
    row = get_for(viewer, "case.judge", told(viewer), pk=subject, case_id=pk)
    form = NewChargeForm(posted(request), viewer=viewer, case=row.case)
    if request.method == "POST" and form.is_valid():
        data, route = form.cleaned_data, f"case_charge_new {subject}"
        make = lambda: Charge.add(row.case, by=viewer, subject=row, **data)  # noqa: E731
        sent = attempt(form, lambda: made_once(request, route, make))
        if sent:
            messages.success(request, _("The charge is written down."))
            return redirect("case_charge", pk=pk, charge=sent)
    context = of_case(request, row.case) | {"form": form, "subject": row, "charge": None, "stale": False}
    return render(request, "subjects/charge_form.html", context, status=422 if form.errors else 200)


@require_safe
def case_charge(request: HttpRequest, pk: UUID, charge: UUID) -> HttpResponse:
    """One charge. Context: charge, own (whether the viewer may change it), verdicts (what may follow), in_words."""
    viewer = viewer_of(request)
    case = get_for(viewer, "case.read", with_parts(viewer), pk=pk)
    row = _found(viewer, pk, charge, "case.read")
    page, context = tab(request, case)
    own = row.agency_id == viewer.agency_id and page.may("case.judge") and case.state != "archived"
    verdicts = [(path, step.question().label) for path, step in STEPS.items() if path != "removal"]
    context |= {
        "charge": row,
        "own": own,
        "verdicts": verdicts if own and row.state == Verdict.CHARGED else [],
        "in_words": day_in_words,
    }
    return render(request, "subjects/charge.html", context)


def _found(viewer: Viewer, pk: UUID, charge: UUID, action: str) -> Charge:
    rows = Charge.objects.select_related("agency", "author", "case__originator", "subject")
    return get_for(viewer, action, rows, pk=charge, case_id=pk)


def _own(viewer: Viewer, row: Charge) -> Charge:
    if row.agency_id != viewer.agency_id:
        raise NotAllowed(
            _("Only the agency that recorded the charge can change it."),
            object_type="charge",
            object_id=row.pk,
            action="case.judge",
        )
    return row


@require_http_methods(["GET", "HEAD", "POST"])
def case_charge_edit(request: HttpRequest, pk: UUID, charge: UUID) -> HttpResponse:
    """Put a charge right; 409 with what was typed, ready to be sent on top of the newer one."""
    viewer = viewer_of(request)
    row = _own(viewer, _found(viewer, pk, charge, "case.judge"))
    form, status = EditChargeForm(posted(request), viewer=viewer, case=row.case, charge=row), 200
    if request.method == "POST" and form.is_valid():
        try:
            done = attempt(form, lambda: row.edit(by=viewer, **form.cleaned_data))
        except Stale:
            typed = form.cleaned_data
            row, status, done = _found(viewer, pk, charge, "case.judge"), 409, None
            form = EditChargeForm(viewer=viewer, case=row.case, charge=row)
            form.initial.update(typed | {"version": row.version})
        if done:
            messages.success(request, _("Your changes are kept."))
            return redirect(row)
    context = of_case(request, row.case) | {"form": form, "subject": row.subject, "charge": row, "stale": status == 409}
    return render(request, "subjects/charge_form.html", context, status=422 if form.errors else status)


@dataclass(frozen=True)
class Step:
    """A verb of a charge: its words, its form, and how it is run."""

    question: Any
    form: type[forms.Form]
    run: Any


STEPS: dict[str, Step] = {
    "conviction": Step(
        lambda: Question(
            _("Record a conviction"),
            _("All who see the charge see the conviction and its sentence. It cannot be taken back, only put right."),
            _("The conviction is written down."),
        ),
        SentenceForm,
        lambda row, by, data: row.convict(by=by, **data),
    ),
    "acquittal": Step(
        lambda: Question(
            _("Record an acquittal"),
            _("All who see the charge see that the person was acquitted of it."),
            _("The acquittal is written down."),
        ),
        VerdictForm,
        lambda row, by, data: row.acquit(by=by, **data),
    ),
    "discontinuance": Step(
        lambda: Question(
            _("Record that it was dropped"),
            _("All who see the charge see that it was dropped."),
            _("It is written down that the charge was dropped."),
        ),
        VerdictForm,
        lambda row, by, data: row.discontinue(by=by, **data),
    ),
    "removal": Step(
        lambda: Question(
            _("Remove the charge"),
            _("The charge disappears for all who see it. This is for what was written by mistake; the log keeps it."),
            _("The charge is removed."),
            danger=True,
        ),
        forms.Form,
        lambda row, by, data: row.take_out(by=by),
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
def case_charge_act(request: HttpRequest, pk: UUID, charge: UUID, step: str) -> HttpResponse:
    """A verdict, or the removal. GET says what will happen to whom, POST does it."""
    viewer = viewer_of(request)
    if step not in STEPS:
        return absent(request)
    chosen = STEPS[step]
    row = _own(viewer, _found(viewer, pk, charge, "case.judge"))
    form = chosen.form(posted(request), initial={"version": row.version})
    to = row.subject.get_absolute_url() if step == "removal" else ""
    return asked(request, row, chosen.question(), form=form, run=lambda data: chosen.run(row, viewer, data), to=to)
