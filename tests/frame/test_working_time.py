"""Working hours pass on working days of the owner's country alone, in its own zone."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordination_center.working_time import (
    Urgency,
    after_working,
    due_at,
    hit_due_at,
    is_working_day,
    resumed,
    working,
)

BANGKOK, DHAKA, BRUNEI = ZoneInfo("Asia/Bangkok"), ZoneInfo("Asia/Dhaka"), ZoneInfo("Asia/Brunei")
ONE_DAY, TWO_DAYS = timedelta(hours=24), timedelta(hours=48)


def at(text: str, zone: ZoneInfo = BANGKOK) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone)


@pytest.mark.parametrize(
    ("start", "hours", "due"),
    [
        ("2026-11-16 09:00", 48, "2026-11-18 09:00"),  # Monday to Wednesday
        ("2026-11-20 18:00", 48, "2026-11-24 18:00"),  # Friday evening, over a weekend
        ("2026-11-21 10:00", 48, "2026-11-25 00:00"),  # asked on Saturday: Monday and Tuesday count
        ("2026-11-20 18:00", 6, "2026-11-21 00:00"),  # used up at the last midnight
        ("2025-12-30 09:00", 48, "2026-01-06 09:00"),  # New Year's Eve, New Year, the bridge day and a weekend
        ("2026-04-10 12:00", 48, "2026-04-17 12:00"),  # weekend and Songkran (13 to 15 April)
        ("2026-11-21 10:00", 0, "2026-11-21 10:00"),
    ],
)
def test_a_thai_desk(start: str, hours: int, due: str) -> None:
    assert after_working(at(start), timedelta(hours=hours), country="TH") == at(due)


def test_bangladesh_rests_on_friday_and_saturday() -> None:
    assert after_working(at("2026-11-19 18:00", DHAKA), TWO_DAYS, country="BD") == at("2026-11-23 18:00", DHAKA)
    assert is_working_day(date(2026, 11, 22), country="BD"), "a Sunday"
    assert not is_working_day(date(2026, 11, 20), country="BD"), "a Friday"


def test_brunei_rests_on_friday_and_sunday() -> None:
    assert [is_working_day(date(2026, 11, day), country="BN") for day in (20, 21, 22)] == [False, True, False]


def test_a_day_worked_in_exchange_counts() -> None:
    assert is_working_day(date(2026, 2, 14), country="CN"), "a Saturday before the Spring Festival"


def test_the_day_is_the_countrys_own() -> None:
    friday_night = datetime(2026, 11, 20, 17, 30, tzinfo=UTC)  # Saturday 00:30 in Bangkok, Friday evening in Lisbon
    assert after_working(friday_night, ONE_DAY, country="TH") == at("2026-11-24 00:00")
    assert after_working(friday_night, ONE_DAY, country="PT") == datetime(2026, 11, 23, 17, 30, tzinfo=UTC)


def test_the_answer_does_not_hang_on_the_zone_it_was_asked_in() -> None:
    moment = at("2026-11-20 18:00")
    answers = {after_working(moment.astimezone(zone), TWO_DAYS, country="TH") for zone in (BANGKOK, DHAKA, UTC)}
    assert len(answers) == 1
    assert answers.pop().tzinfo is UTC


def test_a_day_of_the_change_of_clocks_counts_as_long_as_it_is() -> None:
    # In Lisbon Sunday 29 March 2026 had 23 hours; Friday and Monday have 24.
    lisbon = ZoneInfo("Europe/Lisbon")
    assert after_working(at("2026-03-27 12:00", lisbon), ONE_DAY, country="PT") == at("2026-03-30 12:00", lisbon)


def test_a_country_without_a_calendar_rests_on_saturday_and_sunday() -> None:
    assert not is_working_day(date(2026, 11, 21), country="AQ")
    assert after_working(at("2026-11-20 18:00", ZoneInfo("UTC")), ONE_DAY, country="ZZ") > at("2026-11-22 00:00")


def test_routine_runs_by_the_calendar_and_urgent_by_the_wall() -> None:
    eve = at("2026-04-10 12:00")
    assert due_at(Urgency.ROUTINE, eve, country="TH") == at("2026-04-17 12:00")
    assert due_at("urgent", eve, country="TH") == eve + timedelta(hours=8)
    assert due_at("threat_to_life", eve, country="TH") == eve + timedelta(hours=1)


@pytest.mark.parametrize(
    ("paused", "due", "again", "new"),
    [
        ("2026-11-20 18:00", "2026-11-24 18:00", "2026-11-25 09:00", "2026-11-27 09:00"),  # 48 were left, not four days
        ("2026-11-18 09:00", "2026-11-19 09:00", "2026-11-20 18:00", "2026-11-23 18:00"),  # 24, given again on Friday
        ("2026-11-18 09:00", "2026-11-18 09:30", "2026-11-21 12:00", "2026-11-23 00:30"),  # half an hour stays one
        ("2026-04-09 12:00", "2026-04-10 12:00", "2026-04-10 12:00", "2026-04-16 12:00"),  # over Songkran
        ("2026-04-12 12:00", "2026-04-17 12:00", "2026-04-20 08:00", "2026-04-21 20:00"),  # asked back on a Sunday
        ("2026-11-24 18:00", "2026-11-20 18:00", "2026-11-25 18:00", "2026-11-21 18:00"),  # four days late, then as now
        ("2026-11-20 18:00", "2026-11-20 18:00", "2026-11-25 18:00", "2026-11-25 18:00"),  # nothing was left
    ],
)
def test_a_routine_clock_that_stood_still_has_its_working_time_again(
    paused: str, due: str, again: str, new: str
) -> None:
    assert resumed("routine", at(due), paused=at(paused), at=at(again), country="TH") == at(new)


@pytest.mark.parametrize("urgency", ["urgent", "threat_to_life"])
def test_an_urgent_clock_that_stood_still_runs_by_the_wall(urgency: str) -> None:
    paused, again = at("2026-04-10 23:00"), at("2026-04-12 03:00")  # a Friday before Songkran, and the Sunday after
    due = due_at(urgency, paused, country="TH")
    new = resumed(urgency, due, paused=paused, at=again, country="TH")
    assert new == again + (due - paused)


def test_a_hit_waits_two_days_of_the_wall_clock() -> None:
    assert hit_due_at(at("2026-04-10 12:00")) == at("2026-04-12 12:00")


def test_nonsense_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        after_working(datetime(2026, 1, 1), timedelta(hours=1), country="TH")  # noqa: DTZ001
    with pytest.raises(ValueError, match="forward"):
        after_working(at("2026-01-01 00:00"), -timedelta(hours=1), country="TH")
    with pytest.raises(ValueError, match="soon"):
        due_at("soon", at("2026-01-01 00:00"), country="TH")
    with pytest.raises(ValueError, match="zone"):
        due_at("urgent", datetime(2026, 1, 1), country="TH")  # noqa: DTZ001


@given(
    st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    st.integers(0, 120),
    st.integers(0, 120),
    st.sampled_from(["TH", "BD", "BN", "CN", "KH", "VN", "ID", "PT"]),
)
def test_hours_add_up_and_never_run_back(start: datetime, one: int, two: int, country: str) -> None:
    whole = after_working(start, timedelta(hours=one + two), country=country)
    first = after_working(start, timedelta(hours=one), country=country)
    assert after_working(first, timedelta(hours=two), country=country) == whole
    assert whole >= start + timedelta(hours=one + two)


@given(
    st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    st.timedeltas(timedelta(0), timedelta(days=9)),
    st.timedeltas(timedelta(0), timedelta(days=30)),
    st.sampled_from(["TH", "BD", "BN", "CN", "KH", "VN", "ID", "PT"]),
)
def test_a_pause_takes_and_gives_no_working_time(
    start: datetime, span: timedelta, pause: timedelta, country: str
) -> None:
    due = after_working(start, span, country=country)
    assert working(start, due, country=country) == span
    again = start + pause
    later = resumed("routine", due, paused=start, at=again, country=country)
    assert working(again, later, country=country) == span
