"""Signing in as a browser or a program does, for the tests of the door itself."""

import time
from typing import Any

from django.test import Client

from access.viewer import Viewer
from agencies.codes import code_at
from agencies.models import Person
from agencies.signin import AGENCY, SECOND_FACTOR
from tests.cast import PASSWORD, TOTP

LOGIN, CODE, STEP_UP = "/accounts/login/", "/accounts/2fa/authenticate/", "/accounts/2fa/reauthenticate/"
ENROL, RECOVERY = "/accounts/2fa/totp/activate/", "/accounts/2fa/recovery-codes/"
TOKEN = "/api/auth/token/"
WRONG = "000000"


def code(offset: int = 0, secret: str = TOTP) -> str:
    """The code of the present time step, or of the one before or after."""
    return code_at(secret, int(time.time()) // 30 + offset)


def wrong_code() -> str:
    """Six digits that are no code now."""
    right = {code(offset) for offset in (-2, -1, 0, 1, 2)}
    return next(digits for digits in (f"{n:06}" for n in range(100)) if digits not in right)


def give_password(client: Client, username: str, password: str = PASSWORD, **more: Any) -> Any:
    """Post the sign-in page."""
    return client.post(LOGIN, {"login": username, "password": password}, **more)


def give_code(client: Client, digits: str | None = None, **more: Any) -> Any:
    """Post the second-factor page."""
    return client.post(CODE, {"code": code() if digits is None else digits}, **more)


def sign_in(person: Person, *, digits: str | None = None, client: Client | None = None, **more: Any) -> Client:
    """A browser in which a person (of `cast.with_password`) has given both factors."""
    client = client or Client()
    give_password(client, person.username, **more)
    give_code(client, digits, **more)
    return client


def browser(viewer: Viewer, *, stepped_up: bool = False) -> Client:
    """A browser in which the viewer is signed in, without the work of hashing; with a fresh code if asked for."""
    client = Client()
    client.force_login(viewer.person, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session[SECOND_FACTOR], session[AGENCY] = True, str(viewer.agency_id)
    if stepped_up:
        session["account_authentication_methods"] = [{"method": "mfa", "at": time.time(), "reauthenticated": True}]
        session["account_authentication_methods_user"] = str(viewer.person_id)
    session.save()
    return client


def is_signed_in(client: Client) -> bool:
    """Whether the browser's session opens the account page."""
    return client.get("/account/").status_code == 200


def ask_token(username: str, *, password: str = PASSWORD, digits: str | None = None, **body: Any) -> Any:
    """Post for an API token."""
    body = {"username": username, "password": password, "code": code() if digits is None else digits} | body
    return Client().post(TOKEN, body, content_type="application/json")


def bearing(token: str) -> dict[str, str]:
    """The header that carries a token."""
    return {"authorization": f"Token {token}"}
