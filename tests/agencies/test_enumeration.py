"""An unknown name, a wrong password and a suspended person: the same answer, and comparable work."""

import re
from collections.abc import Callable
from typing import Any
from unittest.mock import patch

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.test import Client

from access.viewer import Viewer
from agencies import suspension
from agencies.models import Letter, Person
from audit.log import SYSTEM
from tests.agencies.door import give_password
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture
def suspended(ladda: Person) -> Person:
    suspension.suspend_person(ladda, by=SYSTEM)
    return ladda


def page(username: str, password: str) -> tuple[int, str]:
    response = give_password(Client(), username, password)
    text = re.sub(r'(csrfmiddlewaretoken|once)" value="[^"]*"', "", response.content.decode())
    return response.status_code, text.replace(username, "NAME")


def test_pages_answer_alike(suspended: Person, thai_liaison: Viewer) -> None:
    unknown = page("nobody-at-all", PASSWORD)
    assert page(suspended.username, PASSWORD) == unknown
    assert page(thai_liaison.person.username, "wrong password here") == unknown


def test_people_of_a_suspended_agency_are_refused_alike(ladda: Person, thai_analyst: Viewer) -> None:
    unknown = page("nobody-at-all", PASSWORD)
    suspension.suspend_agency(thai_analyst.agency, by=SYSTEM)
    assert page(ladda.username, PASSWORD) == unknown


@pytest.mark.parametrize("who", ["unknown", "wrong password", "suspended", "right"])
def test_every_try_hashes_once(ladda: Person, who: str) -> None:
    if who == "suspended":
        suspension.suspend_person(ladda, by=SYSTEM)
    name = "nobody-at-all" if who == "unknown" else ladda.username
    counted = _counting(lambda: give_password(Client(), name, "wrong" if who == "wrong password" else PASSWORD))
    assert counted == 1


def _counting(act: Callable[[], Any]) -> int:
    hashed = []
    original = {name: getattr(Argon2PasswordHasher, name) for name in ("encode", "verify")}

    def spy(name: str) -> Callable[..., Any]:
        def call(self: Any, *args: Any) -> Any:
            hashed.append(name)
            return original[name](self, *args)

        return call

    with patch.multiple(Argon2PasswordHasher, encode=spy("encode"), verify=spy("verify")):
        act()
    return len(hashed)


def test_asking_for_a_new_password_answers_alike(ladda: Person) -> None:
    known, unknown = (
        Client().post("/accounts/password/reset/", {"email": email}) for email in (ladda.email, "nobody@example.org")
    )
    assert (known.status_code, known.headers["Location"]) == (unknown.status_code, unknown.headers["Location"])
    assert Letter.objects.count() == 2
