"""What holds for every request: headers on every answer, and one transaction per view."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from access.registry import purpose_of
from access.viewer import Viewer
from audit.afterwards import afterwards
from audit.log import consulted
from coordination_center.answers import refused, wrong_method
from coordination_center.errors import DomainError

View = Callable[..., HttpResponse]
CSP = "Content-Security-Policy"
HEADERS = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()",
    "X-Frame-Options": "DENY",  # Django's own middleware sits inside those that redirect
    "X-Permitted-Cross-Domain-Policies": "none",
}


class SecurityHeaders:
    """Outermost: headers that no answer may lack, errors and files included."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.setdefault(name, value)
        if policy := response.get(CSP):  # django-csp orders it anew in every process
            response[CSP] = "; ".join(sorted(policy.split("; ")))
        if not request.path.startswith(settings.STATIC_URL):
            response["Cache-Control"] = "no-store"
        return response


class OneTransaction:
    """Runs the view, renders its answer and records what it showed in one transaction; maps refusals to answers.

    Innermost, in `process_view`: views marked non-atomic (sign-in, tokens, health) are left to Django.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        blank = response.status_code == 405 and not response.content
        return wrong_method(request, response) if blank else response

    def process_view(
        self, request: HttpRequest, view: View, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        if "default" in getattr(view, "_non_atomic_requests", ()):
            return None
        try:
            with transaction.atomic():
                response = view(request, *args, **kwargs)
                _render(response)
                _record_consultation(request, response)
        except DomainError as error:
            return refused(request, error)
        return response


def _render(response: HttpResponseBase) -> None:
    """Render while the transaction is open: what is rendered later would be read outside it, and not be recorded."""
    if hasattr(response, "render") and not getattr(response, "is_rendered", True):
        response.render()


def _record_consultation(request: HttpRequest, response: HttpResponse) -> None:
    viewer: Viewer | None = getattr(request, "viewer", None)
    if viewer is None or not shows_content(response) or not (refs := viewer.shown.refs()):
        return
    purpose = purpose_of(refs[0].root_type)
    if connection.needs_rollback:  # the answer shows content, and what it did is undone: the reading still happened
        afterwards(request, lambda: consulted(by=viewer, refs=refs, purpose=purpose))
    else:
        consulted(by=viewer, refs=refs, purpose=purpose)


def shows_content(response: HttpResponse) -> bool:
    """Redirects, 204 and refusals show nothing of a record; 200, 201, 409 and 422 may."""
    if getattr(response, "shows_a_file", False):  # asking for its content would read all of it
        return True
    return response.status_code in {200, 201, 409, 422} and bool(response.content)
