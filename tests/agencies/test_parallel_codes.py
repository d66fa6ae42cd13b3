"""A code is good once per person and channel, however many requests bring it at the same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.db import connection
from django.test import Client

from access.viewer import Viewer
from agencies.models import ApiToken, Attempt, Person, UsedCode
from tests.agencies.door import (
    CODE,
    STEP_UP,
    ask_token,
    browser,
    code,
    give_code,
    give_password,
    is_signed_in,
)

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 20


def at_once(act: Callable[[int], Any], many: int = MANY) -> list[Any]:
    """What `act` returns in each of many threads that start together."""
    start = Barrier(many)

    def run(number: int) -> Any:
        try:
            start.wait()
            return act(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(many) as pool:
        return list(pool.map(run, range(many)))


def waiting(person: Person) -> list[Client]:
    """Browsers that have given the password and are asked for the code."""
    clients = [Client() for _ in range(MANY)]
    for client in clients:
        give_password(client, person.username)
    return clients


def test_one_of_twenty_sign_ins_with_one_code_opens(ladda: Person) -> None:
    clients, digits = waiting(ladda), code()
    answers = at_once(lambda number: give_code(clients[number], digits).status_code)
    assert answers.count(302) == 1
    assert sum(is_signed_in(client) for client in clients) == 1
    assert not Attempt.objects.exists()


def test_one_of_twenty_sign_ins_with_one_recovery_code_opens(ladda: Person) -> None:
    digits = RecoveryCodes.activate(ladda).get_unused_codes()[0]
    clients = waiting(ladda)
    answers = at_once(lambda number: give_code(clients[number], digits).status_code)
    assert answers.count(302) == 1
    codes = Authenticator.objects.get(user=ladda, type=Authenticator.Type.RECOVERY_CODES)
    assert codes.data["used_mask"] == 1


def test_one_of_twenty_tokens_with_one_code_is_issued(ladda: Person) -> None:
    digits = code()
    answers = at_once(lambda number: ask_token(ladda.username, digits=digits).status_code)
    assert answers.count(200) == 1
    assert ApiToken.objects.count() == 1


def test_one_of_twenty_step_ups_with_one_code_counts(ladda: Person, thai_analyst: Viewer) -> None:
    clients, digits = [browser(thai_analyst) for _ in range(MANY)], code()
    address = f"{STEP_UP}?next=/account/"
    answers = at_once(lambda number: clients[number].post(address, {"code": digits}).status_code)
    assert answers.count(302) == 1


def test_each_channel_takes_a_code_once(ladda: Person, thai_analyst: Viewer) -> None:
    digits, client = code(), Client()
    give_password(client, ladda.username)
    assert give_code(client, digits).status_code == 302
    assert client.post(STEP_UP, {"code": digits}).status_code == 302
    assert ask_token(ladda.username, digits=digits).status_code == 200
    assert UsedCode.objects.filter(person=ladda).values("channel").distinct().count() == 3
    assert client.post(STEP_UP, {"code": digits}).status_code == 200


def test_parallel_guesses_do_not_exceed_the_limit(ladda: Person) -> None:
    clients = waiting(ladda)
    answers = at_once(lambda number: clients[number].post(CODE, {"code": "999"}).status_code)
    assert (answers.count(200), answers.count(429)) == (10, 10)
    assert Attempt.objects.filter(failed=True).count() == 10


def test_parallel_right_passwords_all_pass(ladda: Person) -> None:
    answers = at_once(lambda number: give_password(Client(), ladda.username).status_code)
    assert answers == [302] * MANY
