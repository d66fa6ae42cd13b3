"""A suspension at the very moment of signing in: whoever commits first, nothing stays open."""

from typing import Any

import pytest
from django.test import Client

from access.viewer import Viewer
from agencies import suspension
from agencies.models import ApiToken, Person
from audit.log import SYSTEM
from tests.agencies.door import ask_token, bearing, give_code, give_password, is_signed_in
from tests.agencies.test_parallel_codes import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("round_", range(5))
def test_signing_in_while_suspended_leaves_no_session(ladda: Person, round_: int) -> None:
    client = Client()
    give_password(client, ladda.username)
    acts: list[Any] = [lambda: give_code(client), lambda: suspension.suspend_person(ladda, by=SYSTEM)]
    at_once(lambda number: acts[number](), many=2)
    assert not is_signed_in(client)
    suspension.reactivate_person(ladda, by=SYSTEM)
    assert not is_signed_in(client)


@pytest.mark.parametrize("round_", range(5))
def test_asking_a_token_while_suspended_leaves_none(ladda: Person, thai_analyst: Viewer, round_: int) -> None:
    answers: list[Any] = []
    acts: list[Any] = [
        lambda: answers.append(ask_token(ladda.username).json()),
        lambda: suspension.suspend_agency(thai_analyst.agency, by=SYSTEM),
    ]
    at_once(lambda number: acts[number](), many=2)
    suspension.reactivate_agency(thai_analyst.agency, by=SYSTEM)
    header = bearing(answers[0].get("token", "none"))
    assert Client().get("/api/me/", headers=header).status_code == 401
    assert not ApiToken.objects.live().exists()
