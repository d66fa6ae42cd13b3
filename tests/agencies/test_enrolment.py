"""Who has no authenticator yet may set one up, and nothing else."""

import base64
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.test import Client

from access.viewer import Viewer
from agencies import factors
from agencies.factors import pending_secret
from agencies.models import Person
from audit.log import SYSTEM
from audit.models import Event
from tests.agencies.door import ENROL, RECOVERY, browser, code, give_code, give_password, is_signed_in, sign_in
from tests.cast import TOTP

pytestmark = pytest.mark.django_db
REPLACE = "/accounts/2fa/totp/replace/"


@pytest.fixture
def client(newcomer: Person) -> Client:
    client = Client()
    give_password(client, newcomer.username)
    return client


def shown_secret(client: Client, address: str = ENROL) -> str:
    client.get(address)
    return pending_secret(client.session, fresh=False)


def factor(person: Person) -> Any:
    return Authenticator.objects.get(user=person, type=Authenticator.Type.TOTP)


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/account/",
        "/agencies/",
        "/agencies/new/",
        RECOVERY,
        REPLACE,
        "/accounts/2fa/",
        "/accounts/password/change/",
    ],
)
def test_every_page_leads_to_enrolment(client: Client, address: str) -> None:
    assert client.get(address).headers["Location"].startswith(ENROL)


@pytest.mark.parametrize("address", ["/account/sessions/end/", "/acting-agency/", "/account/tokens/new/"])
def test_every_act_leads_to_enrolment(client: Client, address: str) -> None:
    assert client.post(address).headers["Location"] == ENROL


def test_signing_out_is_possible(client: Client) -> None:
    client.post("/accounts/logout/")
    assert client.get(ENROL).headers["Location"].startswith("/accounts/login/")


def test_a_right_code_enrols_and_opens_the_pages(client: Client, newcomer: Person) -> None:
    secret = shown_secret(client)
    answer = client.post(ENROL, {"code": code(secret=secret)})
    assert answer.headers["Location"] == RECOVERY
    assert is_signed_in(client)
    assert Event.objects.filter(verb="factor.enrolled", object_id=newcomer.pk).exists()


def test_recovery_codes_are_shown_after_enrolling_and_work_once(client: Client, newcomer: Person) -> None:
    client.post(ENROL, {"code": code(secret=shown_secret(client))})
    recovery: Any = Authenticator.objects.get(user=newcomer, type=Authenticator.Type.RECOVERY_CODES)
    first = recovery.wrap().get_unused_codes()[0]
    assert first in client.get(RECOVERY).content.decode()
    assert is_signed_in(sign_in(newcomer, digits=first))
    assert not is_signed_in(sign_in(newcomer, digits=first))


def test_a_wrong_code_keeps_the_secret_that_was_scanned(client: Client) -> None:
    secret = shown_secret(client)
    assert client.post(ENROL, {"code": "123"}).status_code == 200
    assert pending_secret(client.session, fresh=False) == secret
    assert not is_signed_in(client)


def test_no_secret_rests_in_clear(client: Client, newcomer: Person) -> None:
    secret = shown_secret(client)
    assert secret not in repr([session.get_decoded() for session in Session.objects.all()])
    client.post(ENROL, {"code": code(secret=secret)})
    stored = repr(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in stored
    assert base64.b32decode(secret).hex() not in stored


def test_another_session_from_before_enrolment_opens_nothing(client: Client, newcomer: Person) -> None:
    other = Client()
    give_password(other, newcomer.username)
    client.post(ENROL, {"code": code(secret=shown_secret(client))})
    assert other.get("/account/").headers["Location"].startswith("/accounts/login/")
    assert not is_signed_in(other)


def test_an_enrolled_person_cannot_enrol_again(ladda: Person) -> None:
    client = sign_in(ladda)
    assert client.get(ENROL).headers["Location"] == REPLACE


def test_replacing_asks_for_a_fresh_code_first(ladda: Person) -> None:
    assert sign_in(ladda).get(REPLACE).headers["Location"].startswith("/accounts/2fa/reauthenticate/")


def test_replacing_puts_the_new_authenticator_in_the_place_of_the_old(ladda: Person, thai_analyst: Viewer) -> None:
    client = browser(thai_analyst, stepped_up=True)
    secret = shown_secret(client, REPLACE)
    assert client.post(REPLACE, {"code": code(secret=secret)}).headers["Location"] == "/account/"
    assert not is_signed_in(sign_in(ladda, digits=code(secret=TOTP)))
    assert is_signed_in(sign_in(ladda, digits=code(secret=secret)))


def test_a_reset_ends_sessions_and_leads_to_enrolment(ladda: Person) -> None:
    client = sign_in(ladda)
    factors.reset(ladda, by=SYSTEM)
    assert not is_signed_in(client)
    again = Client()
    give_password(again, ladda.username)
    assert give_code(again).headers["Location"] != "/account/"
    assert again.get("/account/").headers["Location"].startswith(ENROL)
