"""Every page of the door renders in our own look; what we do not offer is not there."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from access.viewer import Viewer
from agencies.models import Person
from tests.agencies.door import CODE, ENROL, LOGIN, STEP_UP, browser, code, give_code, give_password, sign_in
from tests.cast import PASSWORD, TOTP

pytestmark = pytest.mark.django_db
ABSENT = [
    "account_signup", "account_inactive", "account_email", "account_email_verification_sent", "account_reauthenticate",
    "account_set_password", "account_confirm_login_code",
]  # fmt: skip


@pytest.mark.parametrize("name", ABSENT)
def test_pages_that_are_not_offered_are_not_there(thai_analyst: Viewer, name: str) -> None:
    for client in (Client(), browser(thai_analyst)):
        assert (client.get(reverse(name)).status_code, client.post(reverse(name)).status_code) == (404, 404)


@pytest.mark.parametrize("path", ["password/reset/", "password/reset/done/", "password/reset/key/done/", "login/"])
def test_public_pages_are_ours(db: None, path: str) -> None:
    page = Client().get(f"/accounts/{path}")
    assert page.status_code == 200
    assert "<!doctype html>" in page.content.decode()[:20]
    assert page.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "path",
    ["2fa/reauthenticate/", "2fa/totp/replace/", "2fa/recovery-codes/generate/", "password/change/", "logout/"],
)
def test_pages_of_the_signed_in_are_ours(ladda: Person, thai_analyst: Viewer, path: str) -> None:
    page = browser(thai_analyst, stepped_up=True).get(f"/accounts/{path}")
    assert page.status_code == 200
    assert "<!doctype html>" in page.content.decode()[:20]


def test_recovery_codes_are_made_shown_and_downloaded(ladda: Person, thai_analyst: Viewer) -> None:
    client = browser(thai_analyst, stepped_up=True)
    client.post("/accounts/2fa/recovery-codes/generate/")
    page = client.get("/accounts/2fa/recovery-codes/").content.decode()
    listed = client.get("/accounts/2fa/recovery-codes/download/")
    codes = listed.content.decode().split()
    assert listed.headers["Content-Type"].startswith("text/plain")
    assert len([digits for digits in codes if digits.isdigit() and digits in page]) == 10


def test_the_enrolment_page_shows_secret_and_picture(newcomer: Person) -> None:
    client = Client()
    give_password(client, newcomer.username)
    page = client.get(ENROL).content.decode()
    assert "data:image/svg+xml;base64," in page


def test_programs_get_no_json_from_the_pages(ladda: Person) -> None:
    answer = give_password(
        Client(), ladda.username, HTTP_ACCEPT="application/json", HTTP_X_REQUESTED_WITH="XMLHttpRequest"
    )
    assert (answer.status_code, answer.headers["Location"]) == (302, CODE)


@pytest.mark.parametrize(
    "bad",
    [{"login": "x" * 500}, {"login": "a\0b"}, {"login": "a\u202eb"}, {"login": ""}, {"password": ""}, {"login": "<b>"},
     {"password": "x" * 5000}, {"password": "a\0b"}, {"login": "\ufffe"}],
    ids=repr,
)  # fmt: skip
def test_bad_input_at_the_door_is_an_error_in_the_form(ladda: Person, bad: dict[str, str]) -> None:
    form = {"login": ladda.username, "password": PASSWORD} | bad
    answer = Client().post(LOGIN, form)
    assert answer.status_code == 200
    assert "Location" not in answer.headers


@pytest.mark.parametrize("digits", ["", "x" * 500, "\0", "\u202e123456", "๑๒๓๔๕๖", "12 34 56", "<b>", "-1"])
def test_bad_codes_are_errors_in_the_form(ladda: Person, digits: str) -> None:
    client = Client()
    give_password(client, ladda.username)
    assert give_code(client, digits).status_code == 200


def test_nothing_of_the_demo_shows_elsewhere(ladda: Person) -> None:
    client = Client()
    assert PASSWORD not in client.get(LOGIN).content.decode()
    give_password(client, ladda.username)
    assert code() not in client.get(CODE).content.decode()


@pytest.fixture
def demo(ladda: Person, settings: Any, tmp_path: Path) -> Person:
    people = [{"username": ladda.username, "name": ladda.name, "password": PASSWORD, "totp": TOTP,
               "agencies": [{"name": "Royal Thai Police", "country": "TH", "roles": ["analyst"]}]}]  # fmt: skip
    path = tmp_path / "accounts.json"
    path.write_text(json.dumps(people))
    settings.DEMO, settings.DEMO_ACCOUNTS = True, str(path)
    return ladda


def test_the_demo_lists_its_people_and_shows_the_code(demo: Person) -> None:
    client = Client()
    page = client.get(LOGIN).content.decode()
    assert demo.name in page
    assert PASSWORD in page
    give_password(client, demo.username)
    assert code() in client.get(CODE).content.decode()


def test_the_demo_shows_a_code_that_was_not_used(demo: Person) -> None:
    used = code()
    client = sign_in(demo, digits=used)
    assert used in client.get(STEP_UP).content.decode()  # another channel
    again = Client()
    give_password(again, demo.username)
    page = again.get(CODE).content.decode()
    assert used not in page
    assert code(1) in page
