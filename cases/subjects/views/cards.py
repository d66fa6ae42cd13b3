"""Pages of the cards of potential victims."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from access.decide import get_for
from access.viewer import Viewer, viewer_of
from cases.models import Case
from cases.reading import with_parts
from cases.subjects.codes import Need
from cases.subjects.forms.card import CardForm, EditCardForm, NewCardForm, card_stands
from cases.subjects.models import Card
from cases.subjects.views.frames import Question, asked, made_once, of_case, tab
from coordination_center.errors import NotAllowed, Stale
from coordination_center.sending import attempt, posted


@require_http_methods(["GET", "HEAD", "POST"])
def case_card_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Make a card. Context: case, form, card (None)."""
    viewer = viewer_of(request)
    case = get_for(viewer, "case.card", Case.objects.select_related("originator"), pk=pk)
    form = NewCardForm(posted(request), viewer=viewer, case=case)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        sent = attempt(
            form, lambda: made_once(request, f"case_card_new {pk}", lambda: Card.add(case, by=viewer, **data))
        )
        if sent:
            messages.success(request, _("The card is made, under a name of our own."))
            return redirect("case_card", pk=pk, card=sent)
    return _form(request, case, form)


def _form(
    request: HttpRequest, case: Case, form: CardForm, card: Card | None = None, status: int = 200
) -> HttpResponse:
    context = of_case(request, case) | {"form": form, "card": card, "stale": status == 409}
    return render(request, "subjects/card_form.html", context, status=422 if form.errors else status)


@require_safe
def case_card(request: HttpRequest, pk: UUID, card: UUID) -> HttpResponse:
    """One card. Context: card, needs (their words), own (whether the viewer may change it)."""
    viewer = viewer_of(request)
    case = get_for(viewer, "case.read", with_parts(viewer), pk=pk)
    row = _found(viewer, pk, card, "case.read")
    page, context = tab(request, case)
    own = row.agency_id == viewer.agency_id and page.may("case.card") and case.state != "archived"
    context |= {"card": row, "needs": [str(Need(code).label) for code in row.needs], "own": own}
    return render(request, "subjects/card.html", context)


def _found(viewer: Viewer, pk: UUID, card: UUID, action: str) -> Card:
    rows = Card.objects.select_related("agency", "author", "case__originator")
    return get_for(viewer, action, rows, pk=card, case_id=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def case_card_edit(request: HttpRequest, pk: UUID, card: UUID) -> HttpResponse:
    """Change a card; 409 with what was typed, ready to be sent on top of the newer one."""
    viewer = viewer_of(request)
    row = _own(viewer, _found(viewer, pk, card, "case.card"))
    form: CardForm = EditCardForm(posted(request), viewer=viewer, case=row.case, initial=card_stands(row))
    if request.method == "POST" and form.is_valid():
        try:
            done = attempt(form, lambda: row.edit(by=viewer, **form.cleaned_data))
        except Stale:
            return _conflict(request, row, form)
        if done:
            messages.success(request, _("Your changes are kept."))
            return redirect(row)
    return _form(request, row.case, form, row)


def _conflict(request: HttpRequest, row: Card, form: CardForm) -> HttpResponse:
    now = _found(viewer_of(request), row.case_id, row.pk, "case.card")
    mine: dict[str, Any] = form.cleaned_data | {"version": now.version}
    again = EditCardForm(viewer=viewer_of(request), case=now.case, initial=mine)
    return _form(request, now.case, again, now, status=409)


def _own(viewer: Viewer, row: Card) -> Card:
    if row.agency_id != viewer.agency_id:
        raise NotAllowed(
            _("Only the agency that made the card can change it."),
            object_type="card",
            object_id=row.pk,
            action="case.card",
        )
    return row


@require_http_methods(["GET", "HEAD", "POST"])
def case_card_removal(request: HttpRequest, pk: UUID, card: UUID) -> HttpResponse:
    """Remove a card. GET says what happens to whom, POST does it."""
    viewer = viewer_of(request)
    row = _own(viewer, _found(viewer, pk, card, "case.card"))
    says = _("“%(name)s” disappears from the case for all who see it. The log keeps that the card was there.")
    question = Question(_("Remove the card"), says % {"name": row.pseudonym}, _("The card is removed."), danger=True)
    back = reverse("case_subjects", args=[pk])
    return asked(request, row, question, run=lambda data: row.take_out(by=viewer), to=back)
