"""/health/ tells which part fails, to everybody, without a reason that would help an intruder."""

from collections.abc import Iterator

import pytest
from django.test import Client
from pytest_django import Settings

from coordination_center import heartbeat

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("heartbeat")]  # one broker, one key


@pytest.fixture
def alive() -> Iterator[None]:
    heartbeat.renew()
    yield
    heartbeat.forget()


def test_all_is_well(client: Client, alive: None) -> None:
    answer = client.get("/health/")
    assert answer.status_code == 200
    assert answer.json() == {"status": "ok", "web": True, "database": True, "broker": True, "worker": True}
    assert "no-store" in answer["Cache-Control"]


def test_a_worker_that_fell_silent_is_named(client: Client) -> None:
    heartbeat.forget()
    answer = client.get("/health/")
    assert answer.status_code == 503
    assert answer.json()["worker"] is False
    assert answer.json()["broker"] is True


def test_a_broker_that_is_away_is_named(client: Client, settings: Settings) -> None:
    settings.REDIS_URL = "redis+socket:///nowhere/broker"
    answer = client.get("/health/")
    assert answer.status_code == 503
    assert (answer.json()["database"], answer.json()["broker"]) == (True, False)
    assert "nowhere" not in answer.content.decode()


def test_only_reading_is_allowed(client: Client) -> None:
    assert client.post("/health/").status_code == 405
