"""Sending the forms of offences: an addition once, and a change against the version that was read."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from access.decide import get_for
from access.viewer import viewer_of
from cases.models import Case
from cases.offences.forms import EditClaimForm, EditGroupForm
from cases.offences.models import Claim, VictimGroup
from cases.offences.models.claim import EDITABLE as OF_CLAIM
from cases.offences.models.group import EDITABLE as OF_GROUP
from cases.offences.removal import require_own
from coordination_center.errors import Stale
from coordination_center.sending import attempt, once, posted, typed


def made_once(request: HttpRequest, case: Case, model: Any, data: dict[str, Any]) -> UUID:
    """The id of what was added, or of what the same form added before."""
    viewer, route = viewer_of(request), f"case_{model.noun}_new {case.pk}"
    made, before = once(
        viewer, route=route, key=request.POST.get("once", ""), body=typed(request),
        make=lambda: model.add(case, by=viewer, **data),
    )  # fmt: skip
    return before.object_id if before else made.pk  # type: ignore[return-value]


@require_http_methods(["GET", "HEAD", "POST"])
def case_victim_group_edit(request: HttpRequest, pk: UUID, group: UUID) -> HttpResponse:
    """Change a group; 409 with both versions when someone was faster."""
    return _editing(request, VictimGroup, EditGroupForm, OF_GROUP, group, pk)


@require_http_methods(["GET", "HEAD", "POST"])
def case_claim_edit(request: HttpRequest, pk: UUID, claim: UUID) -> HttpResponse:
    """Change a claim; 409 with both versions when someone was faster."""
    return _editing(request, Claim, EditClaimForm, OF_CLAIM, claim, pk)


def _editing(request: HttpRequest, model: Any, made: Any, names: tuple[str, ...], key: UUID, pk: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    row = get_for(viewer, "case.offence", model.objects.select_related("case"), pk=key, case_id=pk)
    require_own(row, by=viewer)
    stands = {name: getattr(row, name) for name in (*names, "version")}
    form = made(posted(request), viewer=viewer, case=row.case, initial=stands)
    if request.method == "POST" and form.is_valid():
        try:
            done = attempt(form, lambda: row.edit(by=viewer, **form.cleaned_data))
        except Stale:
            return _conflict(request, row, form, names)
        if done:
            messages.success(request, _("Your changes are kept."))
            return redirect(row)
    back = row.get_absolute_url()
    context = {"case": row.case, "form": form, "row": row, "back": back, "title": _("Edit: %(what)s") % {"what": row}}
    return render(request, "offences/form.html", context, status=422 if form.errors else 200)


def _conflict(request: HttpRequest, row: Any, form: Any, names: tuple[str, ...]) -> HttpResponse:
    """Both versions side by side; sending again is against the version now shown."""
    viewer = viewer_of(request)
    rows = type(row).objects.select_related("case")
    now: Any = get_for(viewer, "case.read", rows, pk=row.pk, case_id=row.case_id)
    again = form.cleaned_data | {"version": now.version}
    lines = [
        (form.fields[name].label, _said(now, name), _said(type(row)(**{name: form.cleaned_data[name]}), name))
        for name in names
    ]
    mine = type(form)(initial=again, viewer=viewer, case=row.case)
    context = {"case": row.case, "row": now, "form": mine, "lines": lines}
    return render(request, "offences/conflict.html", context, status=409)


def _said(row: Any, name: str) -> Any:
    """A field in words."""
    display = getattr(row, f"get_{name}_display", None)
    return display() if display else getattr(row, name)
