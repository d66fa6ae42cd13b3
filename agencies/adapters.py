"""Where allauth asks us: who signs in, how a session starts, how secrets rest, what is never offered."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.stagekit import clear_login
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies import limits, sessions, signin
from agencies.address import client_address, counted_address
from agencies.choices import remember_language
from agencies.letters import notice
from agencies.models import Letter, Person
from audit.log import By, Led, record
from coordination_center.sealing import seal, unseal

FACTOR = b"mfa.authenticator"


class AccountAdapter(DefaultAccountAdapter):
    """Accounts come by invitation, are opened by password and code, and answer strangers alike."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": gettext_lazy("User name and password do not fit together. Please try again."),
        "enter_current_password": gettext_lazy("This is not your current password."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: people are invited."""
        return False

    def is_ajax(self, request: HttpRequest) -> bool:
        """Never: allauth's JSON answers are not ours; programs have the API."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address as far as it can be believed."""
        return client_address(request)

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Person | None:
        """The person whose credentials these are and who may sign in; counted and recorded if they are wrong."""
        username, password = credentials.get("username", ""), credentials.get("password", "")
        guess = limits.reserve(limits.PASSWORD, account=username, address=counted_address(request))
        person = signin.with_password(username, password)
        if person is None:
            guess.fail()
            signin.refuse(request, username, channel="sign-in", why="password")
            return None
        guess.release()
        request.session[signin.EXPECTED] = person.get_session_auth_hash()
        return person

    def login(self, request: HttpRequest, user: Any) -> None:
        """Start the session, or the sign-in from the beginning if the person was suspended meanwhile."""
        factor = any(r["method"] == "mfa" for r in get_authentication_records(request, user))
        if not signin.start(request, user, second_factor=factor):
            clear_login(request)
            raise ImmediateHttpResponse(HttpResponseRedirect(reverse("account_login")))

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        """Go on to where the person was heading, in the person's language."""
        response = super().post_login(request, user, **kwargs)
        remember_language(response, request.user.language)  # type: ignore[union-attr]
        return response

    def logout(self, request: HttpRequest) -> None:
        """End the session and record it."""
        person: Any = request.user
        by = By(person.pk, _agency(request), getattr(request, "request_id", None))
        with transaction.atomic():
            record("session.ended", by=by, on=person.ref(by.agency_id), led=Led.CONSULTATION)
            super().logout(request)

    def set_password(self, user: Any, password: str) -> None:
        """Store a new password, end what the old one opened, and tell the person."""
        with transaction.atomic():
            sessions.set_password(user, password, by=By(user.pk, None, getattr(self.request, "request_id", None)))
            notice(user, Letter.Kind.PASSWORD_CHANGED)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """The new password ended this session too."""
        return reverse("account_login")

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Never by allauth: `agencies.stepup` guards the pages that need it, and the first enrolment has no code."""
        return False

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """By code only: a password typed again proves nothing against who knows it."""
        if isinstance(user, AnonymousUser) or not Authenticator.objects.filter(user=user).exists():
            return []
        return [{"id": "mfa_reauthenticate", "description": "", "url": reverse("mfa_reauthenticate")}]

    def add_message(self, request: HttpRequest, level: int, *args: Any, **kwargs: Any) -> None:
        """Our own sentences for the few messages worth a line; allauth's templates are not used."""
        sentence = {
            "account/messages/password_changed.txt": _("Your password was changed. Sign in with the new one."),
            "mfa/messages/totp_activated.txt": _("Your authenticator is set up."),
            "mfa/messages/recovery_codes_generated.txt": _("New recovery codes were made. Keep them in a safe place."),
        }.get(kwargs.get("message_template") or (args[0] if args else ""))
        if sentence:
            messages.add_message(request, level, sentence)

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Our own letters say that a password or factor changed."""


class MFAAdapter(DefaultMFAAdapter):
    """Secrets at rest are sealed with the field key."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": gettext_lazy("This code is not right. Wait for the next one and try again."),
    }

    def encrypt(self, text: str) -> str:
        """Seal a secret for the database."""
        return seal(text.encode(), FACTOR)

    def decrypt(self, encrypted_text: str) -> str:
        """Open a sealed secret; `ValueError` if it was not sealed with this key."""
        return unseal(encrypted_text, FACTOR).decode()

    def get_totp_label(self, user: Any) -> str:
        """How the authenticator names the account."""
        return str(user.username)


def _agency(request: HttpRequest) -> Any:
    viewer = getattr(request, "viewer", None)
    return viewer.agency_id if viewer else None
