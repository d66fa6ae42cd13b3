"""Every refusal as an answer: one place that maps domain errors to HTTP, for pages and for the API."""

import sys
from typing import Any

from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from rest_framework.response import Response
from rest_framework.views import exception_handler, set_rollback

from audit.denials import denied
from coordination_center.errors import CannotRecord, DomainError, NotAllowed, Stale, TooMany, Unseen

TEMPLATES = {400: "400.html", 403: "403.html", 404: "404.html", 405: "405.html", 409: "409.html", 422: "409.html",
             429: "429.html", 500: "500.html", 503: "503.html"}  # fmt: skip


def is_api(request: HttpRequest) -> bool:
    """Whether the answer is for a program."""
    return request.path.startswith("/api/")


def refused(request: HttpRequest, error: DomainError) -> HttpResponse:
    """The answer to a refusal outside DRF."""
    note_denial(request, error)
    return answer(request, error.status, code=error.code, message=error.message, headers=_headers(error))


def answer(
    request: HttpRequest, status: int, *, code: str = "", message: str = "", headers: dict[str, str] | None = None
) -> HttpResponse:
    """An error page in the product's own look, or its JSON twin under /api/; never says what an address was for."""
    if is_api(request):
        return JsonResponse(_body(code, message), status=status, headers=headers)
    response = render(request, TEMPLATES[status], {"message": message, "status": status}, status=status)
    for name, value in (headers or {}).items():
        response[name] = value
    return response


def api_exception(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's exception handler: domain errors by their own status, the rest as DRF answers them."""
    if isinstance(error, Http404):
        error = Unseen()
    if isinstance(error, DomainError):
        set_rollback()
        note_denial(context["request"]._request, error)
        body = _body(error.code, error.message) | ({"fields": f} if (f := getattr(error, "fields", None)) else {})
        if "shown" in error.context:  # a stale write gets the row as it stands, in the shape of its own address
            body["current"] = error.context["shown"]
        return Response(body, status=error.status, headers=_headers(error))
    return exception_handler(error, context)


def note_denial(request: HttpRequest, error: DomainError) -> None:
    """Queue the record of a refusal, so that it outlives the rollback; unseen and absent are written alike.

    A verb that was begun on content which changed meanwhile is one too, where it says of what it was refused.
    """
    is_denial = isinstance(error, Unseen | NotAllowed) or (isinstance(error, Stale) and "action" in error.context)
    if is_denial and getattr(request, "viewer", None):
        denied(
            request,
            by=request.viewer,  # type: ignore[attr-defined]
            object_type=error.context.get("object_type", ""),
            object_id=error.context.get("object_id"),
            action=error.context.get("action", ""),
        )


def _headers(error: DomainError) -> dict[str, str]:
    return {"Retry-After": str(error.context.get("retry_after", 60))} if isinstance(error, TooMany) else {}


def _body(code: str, message: str) -> dict[str, Any]:
    return {"code": code, "detail": message or _("There is nothing here.")}


def unavailable(request: HttpRequest) -> HttpResponse:
    """503: the log or the database cannot be reached, so nothing is shown."""
    message = _("The centre cannot record what is done just now, so nothing is shown or changed. Try again shortly.")
    return answer(request, 503, code=CannotRecord.code, message=message, headers={"Retry-After": "10"})


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return answer(request, 400, code="bad_request", message=_("The request could not be read."))


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return answer(request, 403, code=NotAllowed.code, message=_("This is not yours to do."))


def absent(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return answer(request, 404, code=Unseen.code)


def wrong_method(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The look of Django's blank 405: an address that takes POST, opened by itself."""
    return answer(request, 405, code="method_not_allowed", headers={"Allow": response["Allow"]})


def broken(request: HttpRequest) -> HttpResponse:
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError | CannotRecord):
        return unavailable(request)
    return answer(request, 500, code="error", message=_("Something failed on our side. Nothing was changed."))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form from another site, or one whose page was open since before the last sign-in."""
    message = _("This page was open too long, or came from elsewhere. Go back, reload it, and send again.")
    return answer(request, 403, code="csrf", message=message)
