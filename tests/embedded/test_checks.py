"""What a start refuses: demo accounts in production, keys that are none, a database that cannot read Thai."""

from pathlib import Path

import pytest
from django.core.checks import CheckMessage
from pytest_django import Settings

from coordination_center import checks
from coordination_center.embedded import sockets


@pytest.fixture
def demo(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    settings.DEMO_ACCOUNTS = str(tmp_path / "accounts.json")
    monkeypatch.setitem(settings.DATABASES["default"], "HOST", str(sockets.folder(tmp_path)))
    settings.ALLOWED_HOSTS, settings.BASE_URL, settings.HTTPS = ["127.0.0.1"], "http://127.0.0.1:8000", False
    return settings


def ids(found: list[CheckMessage]) -> list[str | None]:
    return [message.id for message in found]


def test_the_embedded_demo_may_list_its_accounts(demo: Settings) -> None:
    assert checks.demo_stays_at_home(None) == []


@pytest.mark.parametrize(
    ("name", "value"),
    [("HTTPS", True), ("ALLOWED_HOSTS", ["centre.example"]), ("BASE_URL", "https://centre.example")],
)
def test_a_demo_that_others_can_reach_is_refused(demo: Settings, name: str, value: object) -> None:
    setattr(demo, name, value)
    assert ids(checks.demo_stays_at_home(None)) == ["coordination_center.E001"]


def test_a_demo_on_a_database_of_ones_own_is_refused(demo: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(demo.DATABASES["default"], "HOST", "db.example")
    assert ids(checks.demo_stays_at_home(None)) == ["coordination_center.E001"]


@pytest.mark.parametrize("secret", ["short", "a" * 80])
def test_a_secret_that_can_be_guessed_is_refused(settings: Settings, secret: str) -> None:
    settings.SECRET_KEY = secret
    assert "coordination_center.E002" in ids(checks.keys_are_keys(None))


@pytest.mark.parametrize("key", ["", "not base64!", "c2hvcnQ="])
def test_a_field_key_that_is_none_is_refused(settings: Settings, key: str) -> None:
    settings.FIELD_KEY = key
    assert ids(checks.keys_are_keys(None)) == ["coordination_center.E003"]


@pytest.mark.django_db
def test_the_database_of_the_tests_compares_names() -> None:
    assert checks.names_compare(None, databases=["default"]) == []


def test_questions_are_kept_as_long_as_oversight_reads_them(settings: Settings) -> None:
    assert checks.questions_outlast_oversight(None) == []
    settings.QUESTIONS_KEPT_DAYS = 29
    assert ids(checks.questions_outlast_oversight(None)) == ["coordination_center.E007"]
