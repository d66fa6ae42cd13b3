"""Before every page: the reader's language, and that somebody with both factors is signed in."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from allauth.mfa.models import Authenticator
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django_htmx.http import HttpResponseClientRedirect

from agencies.choices import offered
from agencies.signin import LANGUAGE, SECOND_FACTOR

GetResponse = Callable[[HttpRequest], HttpResponse]


class Language:
    """The language of a signed-in person, else of the browser's cookie, else of its Accept-Language."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.session.get(LANGUAGE, "")
        language = chosen if offered(chosen) else translation.get_language_from_request(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", language)
            patch_vary_headers(response, ("Accept-Language", "Cookie"))
            return response


class SignedIn:
    """Only pages marked `login_not_required` answer strangers; enrolment and sign-out answer who has one factor.

    It is the session that must have given a code: a session from before the person enrolled opens nothing. API
    addresses are left to DRF's own authentication. Sets `request.person` once both factors are given.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        person = None
        if not request.path.startswith("/api/") and request.user.is_authenticated:
            person = request.user if request.session.get(SECOND_FACTOR) else None
        request.person = person  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        """Send whoever lacks a factor to where it is given."""
        if request.path.startswith("/api/"):
            return None
        public = not getattr(view, "login_required", True)
        if not request.user.is_authenticated:
            return None if public else _send(request, "account_login")
        if public or getattr(request, "person", None) or getattr(view, "before_enrolment", False):
            return None
        if Authenticator.objects.filter(user=request.user, type=Authenticator.Type.TOTP).exists():
            logout(request)
            return _send(request, "account_login")
        return _send(request, "mfa_activate_totp")


def _send(request: HttpRequest, name: str) -> HttpResponse:
    here = request.get_full_path() if request.method in {"GET", "HEAD"} else ""
    if getattr(request, "htmx", False):
        return HttpResponseClientRedirect(reverse(name))
    query = f"?{urlencode({'next': here})}" if here else ""
    return HttpResponseRedirect(reverse(name) + query)
