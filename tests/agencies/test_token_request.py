"""Getting a token over the API: the limits and the silence of the sign-in pages, outside any transaction."""

import uuid
from typing import Any

import pytest
from django.test import Client

from access.viewer import Viewer
from agencies import suspension
from agencies.models import ApiToken, Attempt, Person, Role
from audit.log import SYSTEM
from audit.models import Event
from tests.agencies.door import TOKEN, ask_token, bearing, code, wrong_code
from tests.cast import also

pytestmark = pytest.mark.django_db(transaction=True)


def test_password_and_code_give_a_token_that_opens_the_api(ladda: Person) -> None:
    answer = ask_token(ladda.username)
    assert set(answer.json()) == {"token", "expiry"}
    me = Client().get("/api/me/", headers=bearing(answer.json()["token"])).json()
    assert (me["username"], me["roles"]) == (ladda.username, ["analyst"])
    assert me["agency"]["id"] == str(ladda.memberships.get().agency_id)


def test_only_a_digest_is_stored(ladda: Person) -> None:
    text = ask_token(ladda.username).json()["token"]
    stored = ApiToken.objects.get()
    assert text not in stored.digest
    assert stored.token_key == text[:15]
    assert Event.objects.filter(verb="token.issued", object_id=stored.public_id).exists()


def test_the_answer_is_one_for_whatever_does_not_fit(ladda: Person, newcomer: Person) -> None:
    answers = [
        ask_token("nobody-at-all"),
        ask_token("nobody-at-all", digits=wrong_code()),
        ask_token(newcomer.username),  # no authenticator yet
        ask_token(ladda.username, password="wrong password here"),
        ask_token(ladda.username, digits=wrong_code()),
    ]
    suspension.suspend_person(ladda, by=SYSTEM)
    answers.append(ask_token(ladda.username))
    assert {(answer.status_code, answer.content) for answer in answers} == {(401, answers[0].content)}


def test_five_failures_leave_five_traces(ladda: Person) -> None:
    for _ in range(5):
        ask_token(ladda.username, digits=wrong_code())
    assert Event.objects.filter(verb="session.refused", object_id=ladda.pk).count() == 5
    assert Attempt.objects.filter(kind="code", failed=True).count() == 5


def test_a_code_is_good_once(ladda: Person) -> None:
    digits = code()
    assert [ask_token(ladda.username, digits=digits).status_code for _ in range(3)] == [200, 401, 401]
    assert not Attempt.objects.exists()  # whoever repeats a right code is not guessing


def test_guessing_is_limited_and_says_until_when(ladda: Person) -> None:
    statuses = [ask_token(ladda.username, digits=wrong_code()).status_code for _ in range(11)]
    assert statuses == [401] * 10 + [429]
    refused = ask_token(ladda.username)
    assert refused.status_code == 429
    assert 0 < int(refused.headers["Retry-After"]) <= 600


def test_a_token_may_be_asked_for_any_of_ones_agencies(ladda: Person, thai_analyst: Viewer, ngo: Any) -> None:
    also(thai_analyst, ngo, Role.CASEWORKER)
    text = ask_token(ladda.username, agency=str(ngo.pk)).json()["token"]
    assert Client().get("/api/me/", headers=bearing(text)).json()["agency"]["id"] == str(ngo.pk)


def test_a_token_for_another_agency_is_refused(ladda: Person, ngo: Any) -> None:
    assert ask_token(ladda.username, agency=str(ngo.pk)).status_code == 401
    assert ask_token(ladda.username, digits=code(1), agency=str(uuid.uuid4())).status_code == 401


def test_a_token_ends_when_it_is_deleted(ladda: Person) -> None:
    header = bearing(ask_token(ladda.username).json()["token"])
    assert Client().delete(TOKEN, headers=header).status_code == 204
    assert Client().get("/api/me/", headers=header).status_code == 401
    assert Client().delete(TOKEN, headers=header).status_code == 401


LONG = "x" * 5000


@pytest.mark.parametrize(
    "body",
    [
        {"username": "a\u0000b"},
        {"username": "a\u202eb"},
        {"username": "<b>a</b>"},
        {"username": LONG},
        {"username": 5},
        {"username": None},
        {"username": ["a"]},
        {"username": ""},
        {"password": LONG},
        {"password": "a\u0000b"},
        {"password": {}},
        {"digits": LONG},
        {"digits": "\u0000"},
        {"digits": ["1"]},
        {"agency": "not-a-uuid"},
        {"agency": 7},
        {"agency": ["x"]},
        {"remember": True},
    ],
    ids=str,
)
def test_bad_input_is_a_clear_error(ladda: Person, body: dict[str, Any]) -> None:
    username = body.pop("username", ladda.username)
    answer = ask_token(username, **body)
    assert answer.status_code == 400
    assert set(answer.json()) <= {"username", "password", "code", "agency", "remember"}
    assert not ApiToken.objects.exists()


@pytest.mark.parametrize("body", [b"", b"[]", b"null", b"{", b"\xff", b'"text"', b'{"username": 1e999}'])
def test_a_broken_body_is_a_clear_error(db: None, body: bytes) -> None:
    answer = Client().post(TOKEN, body, content_type="application/json")
    assert answer.status_code == 400


def test_forms_are_no_json(ladda: Person) -> None:
    assert Client().post(TOKEN, {"username": ladda.username}).status_code == 415
