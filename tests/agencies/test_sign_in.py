"""Signing in: password, then code; the same answer for whoever may not."""

import pytest
from django.test import Client

from agencies import suspension
from agencies.models import Person
from audit.log import SYSTEM
from audit.models import Event
from tests.agencies.door import CODE, LOGIN, give_code, give_password, is_signed_in, sign_in, wrong_code

pytestmark = pytest.mark.django_db


def test_password_and_code_open_the_pages(ladda: Person) -> None:
    client = Client()
    assert give_password(client, ladda.username).headers["Location"] == CODE
    assert give_code(client).headers["Location"] == "/"
    assert is_signed_in(client)


def test_a_password_alone_opens_nothing(ladda: Person) -> None:
    client = Client()
    give_password(client, ladda.username)
    assert client.get("/account/").headers["Location"] == f"{LOGIN}?next=/account/".replace(
        "/account/", "%2Faccount%2F"
    )


def test_a_code_without_a_password_opens_nothing(ladda: Person) -> None:
    client = Client()
    assert give_code(client).headers["Location"] == LOGIN
    assert not is_signed_in(client)


def test_user_names_are_alike_in_any_case(ladda: Person) -> None:
    client = Client()
    assert give_password(client, f" {ladda.username.upper()} ").headers["Location"] == CODE


def test_the_page_asked_for_comes_after_signing_in(ladda: Person) -> None:
    client = Client()
    give_password(client, ladda.username, QUERY_STRING="next=/agencies/")
    assert give_code(client).headers["Location"] == "/agencies/"


def test_another_site_is_never_the_page_after_signing_in(ladda: Person) -> None:
    client = Client()
    give_password(client, ladda.username, QUERY_STRING="next=https://evil.example/")
    assert give_code(client).headers["Location"] == "/"


def test_a_wrong_code_asks_again_and_is_recorded(ladda: Person) -> None:
    client = Client()
    give_password(client, ladda.username)
    assert give_code(client, wrong_code()).status_code == 200
    assert not is_signed_in(client)
    assert Event.objects.get(verb="session.refused", object_id=ladda.pk).detail["why"] == "code"


def test_signing_in_and_out_are_recorded(ladda: Person) -> None:
    client = sign_in(ladda)
    client.post("/accounts/logout/")
    verbs = Event.objects.filter(object_id=ladda.pk, verb__startswith="session.").order_by("id")
    assert list(verbs.values_list("verb", flat=True)) == ["session.started", "session.ended"]
    assert not is_signed_in(client)


def test_opening_the_sign_in_page_starts_again(ladda: Person) -> None:
    client = Client()
    give_password(client, ladda.username)
    assert client.get(LOGIN).status_code == 200
    assert give_password(client, ladda.username).headers["Location"] == CODE


def test_a_session_from_before_the_suspension_stays_shut_after_reactivation(ladda: Person) -> None:
    client = Client()
    give_password(client, ladda.username)
    suspension.suspend_person(ladda, by=SYSTEM)
    suspension.reactivate_person(ladda, by=SYSTEM)
    assert give_code(client).headers["Location"] == LOGIN
    assert not is_signed_in(client)


def test_a_post_without_a_code_is_an_error_in_the_form(ladda: Person) -> None:
    client = Client()
    give_password(client, ladda.username)
    assert client.post(CODE, {}).status_code == 200
    assert not is_signed_in(client)


@pytest.mark.parametrize("address", ["/account/", "/agencies/", "/acting-agency/", "/accounts/2fa/recovery-codes/"])
def test_strangers_are_sent_to_sign_in(db: None, address: str) -> None:
    assert Client().get(address).headers["Location"].startswith(LOGIN)
