"""Guessing is limited per account and address, per address, and per account from strangers; nobody is locked out."""

from datetime import timedelta

import pytest
from django.db.models import F
from django.test import Client

from access.viewer import Viewer
from agencies import limits
from agencies.models import Agency, Attempt, KnownAddress, Person
from coordination_center.errors import TooMany
from tests.agencies.door import give_code, give_password, is_signed_in, sign_in, wrong_code
from tests.cast import member, with_password

pytestmark = pytest.mark.django_db
HERE, THERE = "198.51.100.7", "203.0.113.9"


def fail(times: int, account: str = "ladda", address: str = HERE, kind: str = limits.PASSWORD) -> None:
    for _ in range(times):
        limits.reserve(kind, account=account, address=address).fail()


def refused(account: str = "ladda", address: str = HERE, kind: str = limits.PASSWORD) -> bool:
    try:
        limits.reserve(kind, account=account, address=address).release()
    except TooMany:
        return True
    return False


def later(by: timedelta) -> None:
    Attempt.objects.update(at=F("at") - by)


def test_an_account_from_one_address() -> None:
    fail(9)
    assert not refused()
    fail(1)
    assert refused()
    assert refused(account="LADDA ")
    assert not refused(address=THERE)
    assert not refused(account="somchai")


def test_the_window_slides() -> None:
    fail(5)
    later(timedelta(minutes=6))
    fail(5)
    assert refused()
    later(timedelta(minutes=5))
    assert not refused()


def test_retry_after_is_when_the_first_failure_leaves_the_window() -> None:
    fail(10)
    later(timedelta(minutes=4))
    with pytest.raises(TooMany) as caught:
        limits.reserve(limits.PASSWORD, account="ladda", address=HERE)
    assert 355 <= caught.value.context["retry_after"] <= 361


def test_an_address_over_all_accounts() -> None:
    for number in range(100):
        fail(1, account=f"name{number}")
    assert refused(account="another")
    assert not refused(account="another", address=THERE)


def test_an_account_over_all_strange_addresses() -> None:
    for number in range(20):
        fail(1, address=f"192.0.2.{number}", kind=limits.CODE)
    assert refused(address=THERE, kind=limits.CODE)


def test_strangers_cannot_keep_a_person_out_of_a_known_address() -> None:
    limits.remember_address("ladda", HERE)
    for number in range(100):
        fail(1, address=f"192.0.2.{number}")
    assert refused(address=THERE)
    assert not refused(address=HERE)


def test_others_failing_at_a_known_address_do_not_count_for_the_person() -> None:
    limits.remember_address("ladda", HERE)
    for number in range(100):
        fail(1, account=f"name{number}")
    assert refused(account="another")
    assert not refused(account="ladda")


def test_guessing_at_a_known_address_is_limited_all_the_same() -> None:
    limits.remember_address("ladda", HERE)
    fail(10)
    assert refused()


def test_a_success_never_counts() -> None:
    for _ in range(120):
        limits.reserve(limits.PASSWORD, account="ladda", address=HERE).release()
    assert not Attempt.objects.exists()


def test_a_check_that_died_counts_as_failed() -> None:
    for _ in range(10):
        limits.reserve(limits.PASSWORD, account="ladda", address=HERE)
    later(limits.ABANDONED)
    assert refused()


def test_nothing_typed_is_stored() -> None:
    fail(1, account="my password typed in the wrong box")
    assert "password typed" not in repr(Attempt.objects.values())


def test_the_sign_in_page_says_429_and_when_to_come_back(ladda: Person) -> None:
    statuses = [give_password(Client(), ladda.username, "wrong password here").status_code for _ in range(11)]
    assert statuses == [200] * 10 + [429]
    answer = give_password(Client(), ladda.username)
    assert (answer.status_code, answer.headers["Content-Type"]) == (429, "text/html; charset=utf-8")
    assert 0 < int(answer.headers["Retry-After"]) <= 600


def test_the_code_page_says_429(ladda: Person) -> None:
    client = Client()
    give_password(client, ladda.username)
    statuses = [give_code(client, wrong_code()).status_code for _ in range(11)]
    assert statuses == [200] * 10 + [429]


def test_signing_in_makes_the_address_known_with_both_factors_only(ladda: Person, newcomer: Person) -> None:
    give_password(Client(), newcomer.username, REMOTE_ADDR=THERE)
    assert not KnownAddress.objects.exists()
    sign_in(ladda, REMOTE_ADDR=HERE)
    assert KnownAddress.objects.get().address == HERE


def test_guessing_the_present_password_is_limited_too(ladda: Person, thai_analyst: Viewer) -> None:
    client = sign_in(ladda)
    form = {"oldpassword": "wrong password here", "password1": "x", "password2": "x"}
    statuses = [client.post("/accounts/password/change/", form).status_code for _ in range(11)]
    assert statuses == [200] * 10 + [429]


def test_thirty_people_sign_in_from_one_address_within_a_minute(thai_police: Agency) -> None:
    people = [with_password(member(thai_police, "analyst", name=f"Officer {number}")) for number in range(30)]
    assert all(is_signed_in(sign_in(person)) for person in people)
    assert not Attempt.objects.exists()
