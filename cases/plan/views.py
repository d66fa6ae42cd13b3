"""Pages of the action plan. Each view fetches through `access`, runs at most one verb, and renders or redirects."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from access.decide import get_for
from access.policy import LEAD
from access.viewer import Viewer, viewer_of
from cases.codes import State
from cases.plan.acts import ACTS, buttons
from cases.plan.forms import ActForm, ActionForm, CommentForm, EditActionForm
from cases.plan.models import Action
from cases.plan.reading import (
    MOST,
    SHOWN,
    WAYS,
    Line,
    counts,
    grouped,
    hats,
    item_of,
    may_edit,
    plan_of,
    require_editor,
    require_one_of,
    story_of,
)
from cases.reading import RecordPage, with_parts
from coordination_center.answers import absent
from coordination_center.errors import Stale
from coordination_center.sending import attempt, once, posted, typed


def _page(viewer: Viewer, pk: UUID, action: str = "case.read") -> RecordPage:
    return RecordPage.of(viewer, get_for(viewer, action, with_parts(viewer), pk=pk), tab="plan")


@require_safe
def plan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The plan. Context: groups, way, shown (a state or empty), counts, older, more, may_plan."""
    viewer = viewer_of(request)
    page = _page(viewer, pk)
    way = request.GET.get("way") if request.GET.get("way") in WAYS else WAYS[0]
    shown = request.GET.get("state", "") if request.GET.get("state", "") in SHOWN else ""
    rows = plan_of(viewer, page.case, state=shown, after=request.GET.get("after", ""))
    context = {
        "groups": grouped(rows.rows, str(way)),
        "way": way,
        "shown": shown,
        "counts": counts(viewer, page.case),
        "more": MOST if rows.older == "more" else 0,
        "older": "" if rows.older == "more" else rows.older,
        "may_plan": page.may("case.plan"),
        "wide": True,
    }
    return render(request, "plan/plan.html", page.context | context)


@require_http_methods(["GET", "HEAD", "POST"])
def action_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put an item on the plan. Context: form."""
    viewer = viewer_of(request)
    page = _page(viewer, pk, "case.plan")
    form = ActionForm(posted(request), viewer=viewer, case=page.case, leads=LEAD in page.levels)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        made = attempt(form, lambda: _once(request, viewer, pk, lambda: Action.add(page.case, by=viewer, **data)))
        if made:
            messages.success(request, _("The item is on the plan."))
            return redirect("case_action", pk=pk, action=made)
    context = page.context | {"form": form, "action": None}
    return render(request, "plan/form.html", context, status=422 if form.errors else 200)


def _once(request: HttpRequest, viewer: Viewer, of: UUID, make: Any) -> UUID:
    """The id of what `make` made, or of what the same form made before."""
    route, key = f"{request.resolver_match.url_name} {of}", request.POST.get("once", "")  # type: ignore[union-attr]
    made, before = once(viewer, route=route, key=key, body=typed(request), make=make)
    return before.object_id if before else made.pk  # type: ignore[return-value]


@require_safe
def action_page(request: HttpRequest, pk: UUID, action: UUID) -> HttpResponse:
    """One item. Context: see `_item`."""
    viewer = viewer_of(request)
    page = _page(viewer, pk)
    return _item(request, page, item_of(viewer, page.case, action), CommentForm())


def _item(request: HttpRequest, page: RecordPage, item: Action, form: CommentForm, status: int = 200) -> HttpResponse:
    """Context: line, comments, acts (buttons), may_change, may_plan, comment_form, story."""
    viewer = page.viewer
    stands = page.case.state == State.ARCHIVED
    context = {
        "line": Line.of(item),
        "comments": list(item.comments.visible_to(viewer).select_related("author", "agency", "action")),
        "acts": [] if stands else buttons(item, hats(page, item)),
        "may_change": not stands and may_edit(page, item),
        "may_plan": not stands and page.may("case.plan"),
        "comment_form": form,
        "story": story_of(viewer, item),
    }
    return render(request, "plan/action.html", page.context | context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def action_comment(request: HttpRequest, pk: UUID, action: UUID) -> HttpResponse:
    """Say something about an item; an error shows the item again with what was typed. By itself: the item's page."""
    viewer = viewer_of(request)
    page = _page(viewer, pk, "case.read" if request.method in {"GET", "HEAD"} else "case.plan")
    item = item_of(viewer, page.case, action)
    if request.method in {"GET", "HEAD"}:
        return redirect(item)
    form = CommentForm(request.POST)
    if form.is_valid():
        text = form.cleaned_data["text"]
        made = attempt(form, lambda: _once(request, viewer, action, lambda: _said(item, viewer, text)))
        if made:
            messages.success(request, _("Your comment is kept."))
            return redirect(f"{reverse('case_action', args=[pk, action])}#comments")
    return _item(request, page, item, form, status=422)


def _said(item: Action, viewer: Viewer, text: str) -> Action:
    item.comment(by=viewer, text=text)
    return item


@require_http_methods(["GET", "HEAD", "POST"])
def action_edit(request: HttpRequest, pk: UUID, action: UUID) -> HttpResponse:
    """Change the text or the day; 409 with both versions when someone was faster. Context: form, action."""
    viewer = viewer_of(request)
    page = _page(viewer, pk, "case.plan")
    item = item_of(viewer, page.case, action)
    require_editor(page, item)
    form = EditActionForm(posted(request), initial=_initial(item))
    if request.method == "POST" and form.is_valid():
        try:
            done = attempt(form, lambda: item.edit(by=viewer, **form.cleaned_data))
        except Stale:
            return _conflict(request, page, item, form)
        if done:
            messages.success(request, _("Your changes are kept."))
            return redirect(item)
    context = page.context | {"form": form, "action": item}
    return render(request, "plan/form.html", context, status=422 if form.errors else 200)


def _initial(item: Action) -> dict[str, Any]:
    return {"text": item.text, "due": item.due, "version": item.version}


def _conflict(request: HttpRequest, page: RecordPage, item: Action, form: EditActionForm) -> HttpResponse:
    """Both versions side by side; sending again is against the version now shown."""
    mine = EditActionForm(initial=form.cleaned_data | {"version": item.version})
    context = {"action": item, "form": mine, "mine": form.cleaned_data, "theirs": _initial(item)}
    return render(request, "plan/conflict.html", page.context | context, status=409)


@require_http_methods(["GET", "HEAD", "POST"])
def action_act(request: HttpRequest, pk: UUID, action: UUID, act: str) -> HttpResponse:
    """A verb: GET says what will happen, POST does it. Context: act, form, back."""
    viewer = viewer_of(request)
    if act not in ACTS:
        return absent(request)
    verb = ACTS[act]
    page = _page(viewer, pk, "case.plan")
    item = item_of(viewer, page.case, action)
    require_one_of(page, item, verb)
    form = ActForm(posted(request), viewer=viewer, case=page.case, names=verb.fields)
    if request.method == "POST" and (form.is_valid() or not verb.fields):
        data = form.cleaned_data if verb.fields else {}
        if attempt(form, lambda: (verb.run(item, viewer, data), True)):
            messages.success(request, _("Done: %(verb)s.") % {"verb": verb.label})
            return redirect(item)
    context = page.context | {"act": verb, "form": form, "back": item.get_absolute_url()}
    return render(request, "cases/act.html", context, status=422 if form.errors else 200)
