"""The desk: the first page after signing in. What waits for this viewer, and what changed."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from access.paging import page_for
from access.policy import INVITED, TAKING_PART
from access.viewer import Viewer, viewer_of
from cases.models import LeadOffer
from cases.reading import in_a_list
from cases.waiting import waiting_for

FEW = 10


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Context: proposals (cases one is invited to), offers (of the lead), waiting (of every room), changed (cases)."""
    viewer = viewer_of(request)
    context = {
        "proposals": page_for(viewer, in_a_list(viewer), size=FEW, levels=frozenset({INVITED})).rows,
        "offers": offers_to(viewer),
        "waiting": waiting_for(viewer),
        "changed": page_for(viewer, in_a_list(viewer), size=FEW, levels=TAKING_PART).rows,
    }
    return render(request, "home.html", context)


def offers_to(viewer: Viewer) -> list[Any]:
    """Standing offers of a lead to the acting agency, on cases that the viewer reads."""
    offers = LeadOffer.objects.visible_to(viewer).filter(to=viewer.agency, ended_at=None)
    return list(offers.select_related("case", "offered_by").order_by("-offered_at")[:FEW])
