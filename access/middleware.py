"""Gives each page request its viewer and arms the tripwire."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from access import tripwire
from access.viewer import Viewer, viewer_for
from coordination_center.errors import NotAllowed

SESSION_KEY = "agency"


class ViewerForPages:
    """`request.viewer`: who asks, for the agency chosen in the session; None when signed out or without an agency.

    API requests carry a token instead, and get their viewer from `access.api`.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.viewer = None if request.path.startswith("/api/") else _viewer(request)  # type: ignore[attr-defined]
        with tripwire.armed():
            return self.get_response(request)


def _viewer(request: HttpRequest) -> Viewer | None:
    person = getattr(request, "person", None)  # set by agencies.middleware.SignedIn once both factors were given
    if person is None:
        return None
    request_id = getattr(request, "request_id", None)
    try:
        viewer = viewer_for(person, _chosen(request), request_id=request_id)
    except NotAllowed:
        viewer = _first(request, person, request_id)
    person.viewer = viewer
    return viewer


def _chosen(request: HttpRequest) -> UUID | None:
    value = request.session.get(SESSION_KEY)
    return UUID(value) if value else None


def _first(request: HttpRequest, person, request_id):  # type: ignore[no-untyped-def]
    """The agency chosen in the session has ended for this person: fall back to the first that has not."""
    if request.session.pop(SESSION_KEY, None) is None:
        return None
    try:
        return viewer_for(person, request_id=request_id)
    except NotAllowed:
        return None
