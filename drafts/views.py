"""What `static/js/autosave.js` speaks to: it keeps, asks for and drops the draft of one form. Answers are JSON."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.views.decorators.http import require_http_methods, require_POST

from access.viewer import viewer_of
from coordination_center.errors import IllegalMove, Invalid
from drafts.keeping import Typed, drop, keep, kept


@require_http_methods(["GET", "HEAD", "POST"])
def drafts(request: HttpRequest) -> HttpResponse:
    """GET `form`: what was typed into it, when, and a form token that is good now. POST: keep what is typed.

    409 where the browser acts for another agency than the page was opened for, or the form was sent; 422 too long.
    """
    viewer = viewer_of(request)
    try:
        if request.method == "POST":
            _same_agency(request)
            at = keep(by=viewer, form=request.POST.get("form", ""), once=request.POST.get("once", ""),
                      typed=_typed(request))  # fmt: skip
            return JsonResponse({"kept_at": at})
        found = kept(by=viewer, form=request.GET.get("form", ""))
    except (Invalid, IllegalMove) as error:
        return JsonResponse({"code": error.code, "detail": error.message}, status=error.status)
    shown: dict[str, Any] = {"token": get_token(request), "agency": str(viewer.agency_id)}
    return JsonResponse(shown | ({"typed": found.typed, "kept_at": found.at} if found else {"typed": None}))


@require_POST
def draft_discard(request: HttpRequest) -> HttpResponse:
    """Drop the draft of `form`."""
    try:
        drop(by=viewer_of(request), form=request.POST.get("form", ""))
    except Invalid as error:
        return JsonResponse({"code": error.code, "detail": error.message}, status=error.status)
    return HttpResponse(status=204)


def _same_agency(request: HttpRequest) -> None:
    if request.POST.get("agency") != str(viewer_of(request).agency_id):
        raise IllegalMove


def _typed(request: HttpRequest) -> Typed:
    """Pairs of text, or `Invalid`."""
    try:
        pairs = json.loads(request.POST.get("typed", ""))
        typed = [(name, value) for name, value in pairs]
    except (ValueError, TypeError, RecursionError):
        raise Invalid from None
    if not all(isinstance(part, str) and _whole(part) for pair in typed for part in pair):
        raise Invalid
    return typed


def _whole(text: str) -> bool:
    """Whether the text can be written at all: an unpaired surrogate cannot."""
    return text.isascii() or not any("\ud800" <= letter <= "\udfff" for letter in text)
