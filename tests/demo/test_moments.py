"""Dates of a world: ISO 8601, or relative to loading."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from demo.moments import moment

NOW = datetime(2026, 5, 4, 10, 30, tzinfo=UTC)
UNITS = {"d": timedelta(days=1), "h": timedelta(hours=1), "m": timedelta(minutes=1), "s": timedelta(seconds=1)}


@given(st.integers(0, 999_999), st.sampled_from("dhms"))
def test_relative_moments_go_both_ways_by_their_unit(number: int, unit: str) -> None:
    assert moment(f"+{number}{unit}", now=NOW) - NOW == number * UNITS[unit]
    assert NOW - moment(f"-{number // 2}{unit}", now=NOW) == number // 2 * UNITS[unit]


@given(st.datetimes(timezones=st.just(UTC)))
def test_iso_moments_come_back_as_they_were(when: datetime) -> None:
    assert moment(when.isoformat(), now=NOW) == when


@given(st.dates())
def test_a_day_begins_at_midnight_utc(day: object) -> None:
    assert moment(str(day), now=NOW).isoformat() == f"{day}T00:00:00+00:00"


def test_a_zone_is_kept() -> None:
    assert moment("2017-03-01T09:30+07:00", now=NOW) == datetime(2017, 3, 1, 2, 30, tzinfo=UTC)


@given(st.text())
def test_any_other_text_is_refused_with_what_was_expected(text: str) -> None:
    assume(not text[:1].isdigit())
    with pytest.raises(ValueError, match="expected a date in ISO 8601"):
        moment(text, now=NOW)


@pytest.mark.parametrize("text", ["3d", "+3", "+d", "+3w", "+ 3d", "+3d ", "2017-13-01", "+999999999d", "๒๐๑๗-๐๓-๐๑"])
def test_what_is_not_a_date(text: str) -> None:
    with pytest.raises(ValueError, match="expected a date"):
        moment(text, now=NOW)
