"""Removing a group, a claim or a ground: by the agency that supplied it, after it was told what that means."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from access.decide import get_for
from access.viewer import Viewer, viewer_of
from coordination_center.errors import NotAllowed


def removal_page(request: HttpRequest, model: Any, key: UUID, pk: UUID, says: str) -> HttpResponse:
    """GET says what will happen, POST does it. Context: case, row, says, back."""
    viewer = viewer_of(request)
    row = get_for(viewer, "case.offence", model.objects.select_related("case"), pk=key, case_id=pk)
    require_own(row, by=viewer)
    back: str = row.get_absolute_url()
    if request.method == "POST":
        row.take_out(by=viewer)
        messages.success(request, _("It is removed."))
        return redirect(back if row.noun == "ground" else reverse("case_offences", args=[pk]))
    return render(request, "offences/removal.html", {"case": row.case, "row": row, "says": says, "back": back})


def require_own(row: Any, *, by: Viewer) -> None:
    """`NotAllowed` for every agency but the one that supplied it, before a form is shown in vain."""
    if row.agency_id != by.agency_id:
        sentence = _("Only the agency that supplied this can change it.")
        raise NotAllowed(sentence, object_type=row.noun, object_id=row.pk, action="case.offence")
