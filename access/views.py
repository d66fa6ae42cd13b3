"""The acting agency's own exclusions: who is shut out of everything it originates."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from access.decide import require_role
from access.exclusion import exclude, readmit
from access.forms import ExclusionForm
from access.models import Exclusion
from access.viewer import Viewer, viewer_of
from coordination_center.errors import Unseen
from coordination_center.sending import attempt, posted


def _own(viewer: Viewer) -> Any:
    rows = Exclusion.objects.live().filter(originator=viewer.agency)
    return rows.select_related("agency", "person", "made_by").order_by("created_at", "pk")


@require_http_methods(["GET", "HEAD", "POST"])
def exclusions(request: HttpRequest) -> HttpResponse:
    """List and make exclusions. Context: exclusions (live, oldest first), form."""
    viewer = viewer_of(request)
    require_role(viewer, "agency.exclude")
    form = ExclusionForm(posted(request), viewer=viewer)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        if attempt(form, lambda: exclude(by=viewer, on=viewer.agency, **data)):
            messages.success(request, _("From now on they see nothing that your agency originates."))
            return redirect("exclusions")
    context = {"form": form, "exclusions": list(_own(viewer))}
    return render(request, "access/exclusions.html", context, status=422 if form.errors else 200)


@require_POST
def exclusion_end(request: HttpRequest, pk: UUID) -> HttpResponse:
    """End one of the acting agency's exclusions."""
    viewer = viewer_of(request)
    require_role(viewer, "agency.exclude")
    found = _own(viewer).filter(pk=pk).first()
    if found is None:
        raise Unseen(object_type="exclusion", object_id=pk, action="agency.exclude")
    readmit(found, by=viewer, on=viewer.agency)
    messages.success(request, _("The exclusion has ended."))
    return redirect("exclusions")
