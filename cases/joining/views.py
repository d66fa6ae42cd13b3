"""Pages of what ties a case to others: relations, merging and splitting."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from access.decide import can, get_for, require
from access.viewer import Viewer, viewer_of
from cases.joining.acts import TABLES, Act
from cases.joining.doubles import doubles_of
from cases.joining.forms import MergerForm, RelationForm, SplitForm
from cases.joining.models import Merger, Relation, Split
from cases.joining.reading import mergers_of, splits_of, ties_of
from cases.models import Case
from cases.offences.removal import require_own
from cases.reading import RecordPage, with_parts
from coordination_center.answers import absent
from coordination_center.sending import attempt, once, posted, typed


@require_safe
def case_related(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What ties the case to others. Context: ties, mergers and splits (each with its acts), doubles (subjects that may
    be one, once the case took others over), may_relate, may_merge, may_split."""
    viewer = viewer_of(request)
    case = get_for(viewer, "case.read", with_parts(viewer), pk=pk)
    page = RecordPage.of(viewer, case, tab="related")
    going_on = case.state not in ("closed", "archived")
    ties = ties_of(viewer, case)
    context = page.context | {
        "ties": ties,
        "doubles": doubles_of(viewer, case) if any(tie.relation.kind == "took_over" for tie in ties) else [],
        "mergers": [(one, _acts(viewer, one)) for one in mergers_of(viewer, case)],
        "splits": [(one, _acts(viewer, one)) for one in splits_of(viewer, case)],
        "may_relate": page.may("case.relate") and case.state != "archived",
        "may_merge": page.may("case.merge") and going_on,
        "may_split": page.may("case.split") and going_on,
    }
    return render(request, "joining/tab.html", context)


def _acts(viewer: Viewer, proposal: Any) -> list[Act]:
    """The answers that this viewer has to a proposal that stands."""
    if proposal.state != "offered":
        return []
    return [act for act in TABLES[type(proposal)].values() if _is_theirs(viewer, proposal, act)]


def _is_theirs(viewer: Viewer, proposal: Any, act: Act) -> bool:
    if isinstance(proposal, Split) and act.path != "withdrawal" and proposal.to_id != viewer.agency_id:
        return False
    return can(viewer, act.action, getattr(proposal, act.on))


@require_safe
def case_relation(request: HttpRequest, pk: UUID, relation: UUID) -> HttpResponse:
    """A relation is shown on its case's tab."""
    return redirect(get_for(viewer_of(request), "case.read", Relation, pk=relation, case_id=pk))


@require_safe
def case_merger(request: HttpRequest, pk: UUID, merger: UUID) -> HttpResponse:
    """A proposal to merge is shown on the tab of either case."""
    get_for(viewer_of(request), "case.read", Merger.objects.select_related("case", "into"), pk=merger, case_id=pk)
    return redirect("case_related", pk=pk)


@require_safe
def case_split(request: HttpRequest, pk: UUID, split: UUID) -> HttpResponse:
    """A proposal to split is shown on its case's tab."""
    get_for(viewer_of(request), "case.read", Split.objects.select_related("case"), pk=split, case_id=pk)
    return redirect("case_related", pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def case_relation_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say that another case belongs to this one. Context: case, form, title, says."""
    viewer = viewer_of(request)
    case = get_for(viewer, "case.relate", with_parts(viewer), pk=pk)
    form = RelationForm(posted(request), viewer=viewer, case=case)
    says = _("Only those who see both cases see that they belong together.")
    make = lambda data: Relation.add(case, by=viewer, **data)  # noqa: E731
    return _proposing(request, case, form, make, _("Another case that belongs to this one"), says)


@require_http_methods(["GET", "HEAD", "POST"])
def case_merger_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Propose to merge this case into another. Context as `case_relation_new`."""
    viewer = viewer_of(request)
    case = get_for(viewer, "case.merge", with_parts(viewer), pk=pk)
    form = MergerForm(posted(request), viewer=viewer, case=case)
    says = _(
        "You propose that the other case takes over all records of this one. Once its lead accepts, each record is"
        " copied there for exactly the agencies that can see it here and take part there, and this case is closed as"
        " transferred. Cards of potential victims stay here."
    )
    make = lambda data: Merger.offer(case, by=viewer, into=data["other"])  # noqa: E731
    return _proposing(request, case, form, make, _("Merge into another case"), says)


@require_http_methods(["GET", "HEAD", "POST"])
def case_split_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Propose to split this case. Context as `case_relation_new`."""
    viewer = viewer_of(request)
    case = get_for(viewer, "case.split", with_parts(viewer), pk=pk)
    form = SplitForm(posted(request), viewer=viewer, case=case)
    says = _(
        "The chosen records are copied into a new case, each for exactly the agencies that can see it here and are"
        " asked there. This case keeps them as they are."
    )
    make = lambda data: Split.propose(case, by=viewer, **data)  # noqa: E731
    return _proposing(request, case, form, make, _("Split the case"), says)


def _proposing(request: HttpRequest, case: Case, form: Any, make: Any, title: str, says: str) -> HttpResponse:
    """The form of an addition, run once."""
    viewer = viewer_of(request)
    if request.method == "POST" and form.is_valid():
        route, key = f"{type(form).__name__} {case.pk}", request.POST.get("once", "")
        done = attempt(
            form, lambda: once(viewer, route=route, key=key, body=typed(request), make=lambda: make(form.cleaned_data))
        )
        if done:
            messages.success(request, _("It is kept."))
            return redirect("case_related", pk=case.pk)
    context = {"case": case, "form": form, "title": title, "says": says}
    return render(request, "joining/form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def case_relation_removal(request: HttpRequest, pk: UUID, relation: UUID) -> HttpResponse:
    """Take back that two cases belong together. Context: case, act (label, says)."""
    viewer = viewer_of(request)
    row = get_for(viewer, "case.relate", Relation.objects.select_related("case", "other"), pk=relation, case_id=pk)
    require_own(row, by=viewer)
    act = Act("removal", _("Remove"), _("Both cases stay as they are."), lambda one, by: one.take_out(by=by))
    return _acting(request, row, act)


@require_http_methods(["GET", "HEAD", "POST"])
def case_merger_act(request: HttpRequest, pk: UUID, merger: UUID, act: str) -> HttpResponse:
    """An answer to a proposal to merge: GET says what will happen, POST does it."""
    return _answering(request, Merger, merger, pk, act)


@require_http_methods(["GET", "HEAD", "POST"])
def case_split_act(request: HttpRequest, pk: UUID, split: UUID, act: str) -> HttpResponse:
    """An answer to a proposal to split: GET says what will happen, POST does it."""
    return _answering(request, Split, split, pk, act)


def _answering(request: HttpRequest, model: Any, key: UUID, pk: UUID, act: str) -> HttpResponse:
    viewer = viewer_of(request)
    if act not in TABLES[model]:
        return absent(request)
    verb = TABLES[model][act]
    row: Any = get_for(viewer, "case.read", model.objects.select_related("case", verb.on), pk=key, case_id=pk)
    require(viewer, verb.action, getattr(row, verb.on))
    return _acting(request, row, verb)


def _acting(request: HttpRequest, row: Any, act: Act) -> HttpResponse:
    viewer = viewer_of(request)
    shown: Case = getattr(row, act.on)
    if request.method == "POST":
        act.run(row, viewer)
        messages.success(request, _("Done: %(verb)s.") % {"verb": act.label})
        return redirect("case_related", pk=shown.pk)
    return render(request, "joining/act.html", {"case": shown, "row": row, "act": act})
