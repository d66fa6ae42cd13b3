"""How far a day is, in words that need no colour."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from cases.plan.clocks import clock_of


@pytest.mark.parametrize(
    ("days", "code", "words"),
    [
        (-1, "danger", "1 day overdue"),
        (-40, "danger", "40 days overdue"),
        (0, "warn", "Due today"),
        (1, "warn", "Due tomorrow"),
        (3, "warn", "Due in 3 days"),
        (4, "neutral", "Due in 4 days"),
    ],
)
def test_a_day_from_today(days: int, code: str, words: str) -> None:
    clock = clock_of(timezone.localdate() + timedelta(days=days))
    assert (clock.code, clock.words) == (code, words)


def test_no_day() -> None:
    assert clock_of(None).code == "neutral"


def test_today_is_the_readers() -> None:
    with timezone.override("Pacific/Kiritimati"):
        ahead = timezone.localdate()
    with timezone.override("Pacific/Pago_Pago"):
        behind = timezone.localdate()
        assert (clock_of(ahead).words == "Due today") is (ahead == behind)
    assert isinstance(ahead, date)
