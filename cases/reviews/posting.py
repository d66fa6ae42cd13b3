"""What every page of a meeting that takes a form shares."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest

from access.decide import get_for
from access.viewer import Viewer
from cases.reviews.reading import Sitting, with_seats
from coordination_center.sending import once, typed


def sitting(viewer: Viewer, pk: UUID, action: str = "review.see") -> Sitting:
    """The meeting of an address, for doing `action`."""
    return Sitting.of(viewer, get_for(viewer, action, with_seats(viewer), pk=pk))


def made_once(request: HttpRequest, viewer: Viewer, of: Any, make: Any) -> UUID:
    """The id of what `make` made, or of what the same form made before."""
    route, key = f"{request.resolver_match.url_name} {of}", request.POST.get("once", "")  # type: ignore[union-attr]
    made, before = once(viewer, route=route, key=key, body=typed(request), make=make)
    return before.object_id if before else made.pk  # type: ignore[return-value]
