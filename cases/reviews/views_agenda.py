"""Pages of a meeting's agenda: putting a case up, walking through it, deciding, stating figures."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from access.decide import get_for
from access.viewer import viewer_of
from cases.reviews.forms import DecisionForm, FigureForm, ItemForm, TextsForm
from cases.reviews.models import AgendaItem, Decision, Figure
from cases.reviews.models.agenda import TEXTS
from cases.reviews.posting import made_once, sitting
from cases.reviews.reading import Sitting, item_of
from cases.reviews.views import overview
from cases.reviews.walking import Walk
from coordination_center.errors import Stale
from coordination_center.sending import attempt, posted


@require_http_methods(["GET", "HEAD", "POST"])
def item_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put a case on the agenda; `?case=` chooses one. Context: sitting, form."""
    viewer = viewer_of(request)
    now = sitting(viewer, pk, "review.decide")
    taken = [item.case_id for item in now.items]
    form = ItemForm(posted(request), viewer=viewer, taken=taken, case=_asked(request))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        made = attempt(form, lambda: made_once(request, viewer, pk, lambda: now.review.put_up(by=viewer, **data)))
        if made:
            messages.success(request, _("The case is on the agenda."))
            return redirect("review_item", pk=pk, item=made)
    context = {"sitting": now, "review": now.review, "form": form, "marked": None}
    return render(request, "reviews/item_form.html", context, status=422 if form.errors else 200)


def _asked(request: HttpRequest) -> UUID | None:
    """The case that the address or the form names; None for what is no id."""
    try:
        return UUID(request.GET.get("case") or request.POST.get("case", ""))
    except ValueError:
        return None


@require_safe
def item_page(request: HttpRequest, pk: UUID, item: UUID) -> HttpResponse:
    """One case of the agenda, with the cases before and after it. Context: see `_walked`."""
    now = sitting(viewer_of(request), pk)
    return _walked(request, now, item_of(now, item))


def _walked(
    request: HttpRequest, now: Sitting, item: AgendaItem, *, texts: Any = None, decision: Any = None, status: int = 200
) -> HttpResponse:
    """Context: sitting, review, walk (item, content, decisions, figures, before, after), texts_form, decision_form."""
    walk = Walk.of(now, item)
    context = {
        "sitting": now,
        "review": now.review,
        "marked": walk.marking(),
        "walk": walk,
        "texts_form": texts or TextsForm(initial=_texts(item)),
        "decision_form": decision or (DecisionForm(viewer=now.viewer, case=item.case) if walk.may_decide else None),
    }
    return render(request, "reviews/item.html", context, status=status)


def _texts(item: AgendaItem) -> dict[str, Any]:
    return {name: getattr(item, name) for name in (*TEXTS, "version")}


@require_http_methods(["GET", "HEAD", "POST"])
def item_write(request: HttpRequest, pk: UUID, item: UUID) -> HttpResponse:
    """Write what was achieved and agreed; 409 with both versions when stale. Opened by itself: the item."""
    viewer = viewer_of(request)
    if request.method in {"GET", "HEAD"}:
        return redirect(item_of(sitting(viewer, pk), item))
    now = sitting(viewer, pk, "review.decide")
    found = item_of(now, item)
    form = TextsForm(request.POST)
    if form.is_valid():
        try:
            done = attempt(form, lambda: found.write(by=viewer, **form.cleaned_data))
        except Stale:
            return _conflict(request, now, found, form)
        if done:
            messages.success(request, _("What you wrote is kept."))
            return redirect(found)
    return _walked(request, now, found, texts=form, status=422)


def _conflict(request: HttpRequest, now: Sitting, item: AgendaItem, form: TextsForm) -> HttpResponse:
    mine = TextsForm(initial=form.cleaned_data | {"version": item.version})
    versions = {"mine": form.cleaned_data, "theirs": _texts(item)}
    context = {"sitting": now, "review": now.review, "item": item, "form": mine, "marked": Walk.of(now, item).marking()}
    return render(request, "reviews/item_conflict.html", context | versions, status=409)


@require_POST
def item_discussed(request: HttpRequest, pk: UUID, item: UUID) -> HttpResponse:
    """Say that the case was walked through, and go to the next one, or to the meeting after the last."""
    viewer = viewer_of(request)
    now = sitting(viewer, pk, "review.decide")
    found = item_of(now, item)
    found.discuss(by=viewer)
    after = Walk.of(now, found).after
    return redirect(after or now.review)


@require_POST
def item_off(request: HttpRequest, pk: UUID, item: UUID) -> HttpResponse:
    """Take the case off the agenda."""
    viewer = viewer_of(request)
    now = sitting(viewer, pk, "review.decide")
    item_of(now, item).take_off(by=viewer)
    messages.success(request, _("The case is off the agenda."))
    return redirect(now.review)


@require_http_methods(["GET", "HEAD", "POST"])
def decision_new(request: HttpRequest, pk: UUID, item: UUID) -> HttpResponse:
    """Take a decision; an error shows the item again with what was typed. Opened by itself: the item."""
    viewer = viewer_of(request)
    if request.method in {"GET", "HEAD"}:
        return redirect(item_of(sitting(viewer, pk), item))
    now = sitting(viewer, pk, "review.decide")
    found = item_of(now, item)
    form = DecisionForm(request.POST, viewer=viewer, case=found.case)
    if form.is_valid():
        data = form.cleaned_data
        made = attempt(form, lambda: made_once(request, viewer, item, lambda: found.decide(by=viewer, **data)))
        if made:
            messages.success(request, _("The decision is taken, and on the plan of the case."))
            return redirect(f"{found.get_absolute_url()}#decisions")
    return _walked(request, now, found, decision=form, status=422)


@require_POST
def decision_end(request: HttpRequest, pk: UUID, item: UUID, decision: UUID) -> HttpResponse:
    """Take a decision back."""
    viewer = viewer_of(request)
    found = item_of(sitting(viewer, pk, "review.decide"), item)
    rows = Decision.objects.select_related("item__case", "item__review")
    get_for(viewer, "case.read", rows, pk=decision, item=found).take_back(by=viewer)
    messages.success(request, _("The decision is taken back. Its item stays on the plan of the case."))
    return redirect(found)


@require_http_methods(["GET", "HEAD", "POST"])
def figure_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """State a figure; an error shows the meeting again with what was typed. Opened by itself: the meeting."""
    viewer = viewer_of(request)
    if request.method in {"GET", "HEAD"}:
        return redirect(sitting(viewer, pk).review)
    now = sitting(viewer, pk, "review.decide")
    form = FigureForm(request.POST, viewer=viewer, review=now.review)
    if form.is_valid():
        data = form.cleaned_data
        made = attempt(form, lambda: made_once(request, viewer, pk, lambda: now.review.state_figure(by=viewer, **data)))
        if made:
            messages.success(request, _("The figure is stated."))
            return redirect(f"{now.review.get_absolute_url()}#figures")
    return overview(request, now, form, status=422)


@require_POST
def figure_end(request: HttpRequest, pk: UUID, figure: UUID) -> HttpResponse:
    """Take a figure back."""
    viewer = viewer_of(request)
    now = sitting(viewer, pk, "review.decide")
    rows = Figure.objects.select_related("item__case", "item__review", "review")
    get_for(viewer, "review.see", rows, pk=figure, review_id=pk).take_back(by=viewer)
    messages.success(request, _("The figure is taken back."))
    return redirect(f"{now.review.get_absolute_url()}#figures")
