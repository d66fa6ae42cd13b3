"""How much a request may bring: refused before it is read, and files of strangers never stored.

Django reads a whole multipart body while it looks for the form's token, signed in or not. So a body that is too large
is answered 413 by its stated length, and the file parts of whoever is not signed in are read past.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.parsers import MultiPartParser

from agencies.models import Person
from agencies.tokens import TokenAuthentication
from coordination_center.files.accepting import MOST


class RequestSize:
    """Answers 413 to a body that says it is longer than FILES_MOST_REQUEST bytes."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isascii() and length.isdigit() and int(length) > settings.FILES_MOST_REQUEST:
            return _too_large(request)
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Read an upload to the API before its transaction begins: on a bad line it takes longer than one may idle.

        Pages need no such care: Django reads them for the form's token, which is checked before.
        """
        parsers = getattr(getattr(view, "cls", None), "parser_classes", ())
        if any(issubclass(parser, MultiPartParser) for parser in parsers) and (person := _bearer(request)):
            request.user = person
            request.POST  # noqa: B018 - reads the body
        return None


def _bearer(request: HttpRequest) -> Person | None:
    """Whose token the request carries; a request with none, or a dead one, is refused later, unread."""
    try:
        found = TokenAuthentication().authenticate(request)
    except AuthenticationFailed:
        return None
    return found[0] if found else None


class OnlyFromPeople(FileUploadHandler):
    """Reads past every file of a request that comes from nobody."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Skip the file, or leave it to the next handler."""
        super().new_file(*args, **kwargs)
        user = getattr(self.request, "user", None)
        if user is None or not user.is_authenticated:
            raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None


def _too_large(request: HttpRequest) -> HttpResponse:
    message = _("This is too large to send: at most %(most)s MB at a time.") % {"most": MOST // 1024 // 1024}
    if request.path.startswith("/api/"):
        return JsonResponse({"code": "too_large", "detail": message}, status=413)
    return render(request, "files/too_large.html", {"message": message}, status=413)
