"""Pages of operations. Each view fetches through `access`, runs at most one verb, and renders or redirects."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from access.decide import get_for, may, require_role
from access.paging import page_for
from access.viewer import Viewer, viewer_of
from cases.alerts.reading import alerts_on
from coordination_center.errors import Stale, Unseen
from coordination_center.sending import attempt, made_once, posted
from operations.api import MOVES
from operations.board import Board
from operations.codes import FINAL, Category
from operations.forms import DelegationForm, EditOperationForm, NewOperationForm, ReleaseForm, SiteForm
from operations.models import Delegation, Operation, Site
from operations.reading import OperationPage, possible_doubles, results, waiting

FACTS = ("name", "objectives", "legal_basis", "starts", "ends", "version")
LAST = 8


def operation_for(request: HttpRequest, pk: UUID, action: str = "operation.see") -> tuple[Viewer, Operation]:
    """The viewer and the operation, for doing `action` on it."""
    viewer = viewer_of(request)
    return viewer, get_for(viewer, action, Operation.objects.select_related("originator"), pk=pk)


@require_safe
def operation_list(request: HttpRequest) -> HttpResponse:
    """The operations that the acting agency may know of, newest change first."""
    viewer = viewer_of(request)
    page = page_for(viewer, Operation.objects.select_related("originator"), after=request.GET.get("after", ""))
    return render(request, "operations/list.html", {"page": page, "may_create": may(viewer, "operation.create")})


@require_http_methods(["GET", "HEAD", "POST"])
def operation_new(request: HttpRequest) -> HttpResponse:
    """Begin to plan an operation. Context: form, operation (None)."""
    viewer = viewer_of(request)
    require_role(viewer, "operation.create")
    form = NewOperationForm(posted(request))
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: made_once(request, viewer, "operation_new", lambda: _planned(viewer, form)))
        if made:
            return redirect("operation_plan", pk=made)
    context = {"form": form, "operation": None}
    return render(request, "operations/form.html", context, status=422 if form.errors else 200)


def _planned(viewer: Viewer, form: NewOperationForm) -> Operation:
    facts = dict(form.cleaned_data)
    named = [(viewer.person, viewer.agency)] if facts.pop("compartment") else []
    return Operation.plan(by=viewer, named=named, **facts)


@require_safe
def operation_board(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The board; 204 where the page shows what stands already (`?digest=`)."""
    viewer, operation = operation_for(request, pk)
    board = Board.of(viewer, operation)
    counts = waiting(viewer, operation), possible_doubles(viewer, operation)
    category = _category(request, board)
    digest = board.digest(viewer, *counts, category)
    if request.GET.get("digest") == digest:
        return HttpResponse(status=204)
    last = results(viewer, operation, size=LAST).rows
    context = {"page": OperationPage.of(viewer, operation), "board": board, "digest": digest, "last": last}
    context |= {"waiting": counts[0], "doubles": counts[1], "chosen": category, "curve": _columns(board, category)}
    return render(request, "operations/board.html", context | {"operation": operation, "tab": "board"})


def _category(request: HttpRequest, board: Board) -> str:
    """The category of the curve and of the table: the one asked for, else arrests, else the first there is."""
    wanted, there = request.GET.get("category", ""), [figure.category for figure in board.figures.shown]
    if wanted in Category.values:
        return wanted
    return Category.ARRESTS.value if Category.ARRESTS in there or not there else there[0]


def _columns(board: Board, category: str) -> list[dict[str, Any]]:
    """The curve as columns: each day, its number, and its height in a hundred."""
    days = board.curve(category)
    most = max((number for _day, number in days), default=0) or 1
    return [{"day": day, "number": number, "share": round(100 * number / most)} for day, number in days]


@require_safe
def operation_plan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The plan: objectives, countries, sites, and what moves the operation on."""
    viewer, operation = operation_for(request, pk)
    page = OperationPage.of(viewer, operation)
    sites = list(Site.objects.under(viewer, operation).select_related("agency"))
    context = {"page": page, "operation": operation, "sites": sites, "tab": "plan", "final": operation.state in FINAL}
    context["panel"] = alerts_on(viewer, "operation", operation.pk, may_raise=page.may("operation.alert"))
    return render(request, "operations/plan.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def operation_edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change the operation's own fields; 409 with both versions when someone was faster."""
    viewer, operation = operation_for(request, pk, "operation.plan")
    stands = {name: getattr(operation, name) for name in FACTS}
    form = EditOperationForm(posted(request), initial=stands)
    context: dict[str, Any] = {"form": form, "operation": operation}
    if request.method == "POST" and form.is_valid():
        try:
            done = attempt(form, lambda: operation.edit(by=viewer, **form.cleaned_data))
        except Stale:
            mine = EditOperationForm(initial=form.cleaned_data | {"version": operation.version})
            return render(request, "operations/form.html", context | {"form": mine, "stands": operation}, status=409)
        if done:
            messages.success(request, _("Your changes are kept."))
            return redirect("operation_plan", pk=pk)
    return render(request, "operations/form.html", context, status=422 if form.errors else 200)


@require_POST
def operation_move(request: HttpRequest, pk: UUID, act: str) -> HttpResponse:
    """Run the verb of this address: a state, a country's consent, a signature."""
    viewer, operation = operation_for(request, pk)
    verb = (MOVES | {"closing": "close"}).get(act)
    if verb is None:
        raise Unseen(object_type="operation", object_id=pk, action="operation.see")
    getattr(operation, verb)(by=viewer)
    messages.success(request, _("Done."))
    return redirect("operation_plan", pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def operation_invite(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Bring an agency in, from a moment on."""
    viewer, operation = operation_for(request, pk, "operation.plan")
    form = DelegationForm(posted(request), viewer=viewer)
    if request.method == "POST" and form.is_valid():
        route = f"operation_invite {pk}"
        verb = lambda: operation.invite(by=viewer, **form.cleaned_data)  # noqa: E731
        if attempt(form, lambda: made_once(request, viewer, route, verb)):
            messages.success(request, _("The agency takes part."))
            return redirect("operation_plan", pk=pk)
    context = {"operation": operation, "form": form, "tab": "plan"}
    return render(request, "operations/invite.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def operation_delegation(request: HttpRequest, pk: UUID, line: UUID) -> HttpResponse:
    """One country's part: move its moment of release, as long as it has not come."""
    viewer, operation = operation_for(request, pk, "operation.plan")
    row = _line(viewer, pk, line)
    form = ReleaseForm(posted(request), initial={"visible_from": row.visible_from})
    if request.method == "POST" and form.is_valid():
        operation.postpone(row, by=viewer, **form.cleaned_data)
        messages.success(request, _("Your changes are kept."))
        return redirect("operation_plan", pk=pk)
    context = {"operation": operation, "line": row, "form": form, "ahead": row.visible_from > operation.clock()}
    return render(request, "operations/delegation.html", context, status=422 if form.errors else 200)


@require_POST
def operation_dismiss(request: HttpRequest, pk: UUID, line: UUID) -> HttpResponse:
    """End a country's part; its results stay."""
    viewer, operation = operation_for(request, pk, "operation.plan")
    operation.dismiss(_line(viewer, pk, line), by=viewer)
    messages.success(request, _("Its part has ended."))
    return redirect("operation_plan", pk=pk)


def _line(viewer: Viewer, pk: UUID, line: UUID) -> Delegation:
    rows = Delegation.objects.select_related("agency", "operation").filter(ended_at=None)
    return get_for(viewer, "operation.see", rows, pk=line, operation_id=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def operation_site_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Add a site."""
    viewer, operation = operation_for(request, pk, "operation.report")
    form = SiteForm(posted(request), page=OperationPage.of(viewer, operation))
    if request.method == "POST" and form.is_valid():
        route = f"operation_site_new {pk}"
        verb = lambda: operation.add_site(by=viewer, **form.cleaned_data)  # noqa: E731
        if attempt(form, lambda: made_once(request, viewer, route, verb)):
            messages.success(request, _("The site is added."))
            return redirect("operation_plan", pk=pk)
    context = {"operation": operation, "form": form, "tab": "plan"}
    return render(request, "operations/site.html", context, status=422 if form.errors else 200)
