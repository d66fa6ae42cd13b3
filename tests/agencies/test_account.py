"""One's own account: sessions, tokens, password."""

import uuid
from typing import Any

import pytest
from django.test import Client

from access.viewer import Viewer
from agencies import tokens
from agencies.models import ApiToken, Letter, Person
from audit.models import Event
from tests.agencies.door import bearing, browser, code, give_password, is_signed_in, sign_in
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db
NEW = "eleven quiet egrets at dusk"
CHANGE, RESET, NEW_TOKEN = "/accounts/password/change/", "/accounts/password/reset/", "/account/tokens/new/"


def test_the_page_shows_sessions_and_tokens(ladda: Person, thai_analyst: Viewer) -> None:
    tokens.issue(ladda, thai_analyst.agency, by=thai_analyst, name="nightly export")
    page = sign_in(ladda, REMOTE_ADDR="198.51.100.7").get("/account/").content.decode()
    assert "198.51.100.7" in page
    assert "nightly export" in page


def test_a_token_is_shown_once(thai_analyst: Viewer) -> None:
    client = browser(thai_analyst, stepped_up=True)
    form = {"name": "nightly export", "agency": thai_analyst.agency_id, "once": "k"}
    first, second = (client.post(NEW_TOKEN, form) for _ in range(2))
    assert ApiToken.objects.count() == 1
    key = ApiToken.objects.get().token_key
    assert key in first.content.decode()
    assert (second.status_code, key in second.content.decode()) == (200, False)


@pytest.mark.parametrize(
    "bad",
    [{"name": ""}, {"name": "x" * 101}, {"name": "a\0"}, {"name": "<b>"}, {"agency": uuid.UUID(int=7)}, {"agency": "x"},
     {"agency": ""}, {"agency": "\0"}],
    ids=repr,
)  # fmt: skip
def test_a_bad_token_form_is_an_error(thai_analyst: Viewer, bad: dict[str, Any]) -> None:
    form = {"name": "nightly export", "agency": thai_analyst.agency_id} | bad
    assert browser(thai_analyst, stepped_up=True).post(NEW_TOKEN, form).status_code == 422
    assert not ApiToken.objects.exists()


def test_another_agencys_token_is_not_to_be_had(thai_analyst: Viewer, malay_liaison: Viewer) -> None:
    form = {"name": "export", "agency": malay_liaison.agency_id}
    assert browser(thai_analyst, stepped_up=True).post(NEW_TOKEN, form).status_code == 422


def test_ending_a_token(thai_analyst: Viewer, malay_liaison: Viewer) -> None:
    person = Person.objects.get(pk=thai_analyst.person_id)
    token, text = tokens.issue(person, thai_analyst.agency, by=thai_analyst)
    address = f"/account/tokens/{token.public_id}/end/"
    assert browser(malay_liaison).post(address).status_code == 404
    assert browser(thai_analyst).post(address).status_code == 302
    assert Client().get("/api/me/", headers=bearing(text)).status_code == 401
    assert Event.objects.filter(verb="token.ended", object_id=token.public_id).exists()


@pytest.mark.parametrize(
    "header",
    ["Token", "Token x", "Token \xff", "Token a b", f"Token {'f' * 64}", "Bearer x", "Token ", f"Token {'x' * 9000}"],
)
def test_other_texts_open_nothing(db: None, header: str) -> None:
    assert Client().get("/api/me/", HTTP_AUTHORIZATION=header).status_code == 401


def test_a_changed_password_ends_every_session_and_warns(ladda: Person, thai_analyst: Viewer) -> None:
    client, other = sign_in(ladda), browser(thai_analyst)
    _, text = tokens.issue(ladda, thai_analyst.agency, by=thai_analyst)
    form = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    assert client.post(CHANGE, form).headers["Location"] == "/accounts/login/"
    assert not is_signed_in(client)
    assert not is_signed_in(other)
    assert Client().get("/api/me/", headers=bearing(text)).status_code == 401
    assert give_password(Client(), ladda.username, NEW).status_code == 302
    assert Letter.objects.get().kind == Letter.Kind.PASSWORD_CHANGED
    assert Event.objects.filter(verb="password.changed", object_id=ladda.pk).exists()


@pytest.mark.parametrize(
    ("old", "first", "second"),
    [("wrong password here", NEW, NEW), (PASSWORD, NEW, NEW + "x"), (PASSWORD, "short", "short"), (PASSWORD, "", ""),
     (PASSWORD, "password1234", "password1234"), (PASSWORD, "x" * 2000, "x" * 2000), (PASSWORD, "a\0" * 9, "a\0" * 9),
     ("x" * 2000, NEW, NEW)],
)  # fmt: skip
def test_a_bad_change_changes_nothing(ladda: Person, old: str, first: str, second: str) -> None:
    client = sign_in(ladda)
    form = {"oldpassword": old, "password1": first, "password2": second}
    assert client.post(CHANGE, form).status_code == 200
    assert is_signed_in(client)
    assert give_password(Client(), ladda.username).status_code == 302


def test_strangers_see_no_account(db: None) -> None:
    for address in ("/account/", CHANGE, NEW_TOKEN):
        assert Client().get(address).headers["Location"].startswith("/accounts/login/")


def test_the_page_asks_few_questions(ladda: Person, django_assert_max_num_queries: Any) -> None:
    *_, client = (sign_in(ladda, digits=code(offset)) for offset in (-1, 0, 1))
    with django_assert_max_num_queries(12):
        client.get("/account/")
