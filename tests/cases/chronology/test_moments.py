"""When something happened is kept as exactly as it is known, and ordered by the time it stands for."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st

from cases.chronology.moments import Moment, day_and_time, in_words, shown
from cases.naming.dates import PartialDate

BANGKOK = ZoneInfo("Asia/Bangkok")


@pytest.mark.parametrize(
    ("value", "text", "first", "last"),
    [
        ("2017", "2017", "2016-12-31T17:00:00", "2017-12-31T16:59:59"),
        (PartialDate(2016, 2), "2016-02", "2016-01-31T17:00:00", "2016-02-29T16:59:59"),
        (date(2017, 3, 12), "2017-03-12", "2017-03-11T17:00:00", "2017-03-12T16:59:59"),
        ("2017-03-12T13:00", "2017-03-12T06:00:00Z", "2017-03-12T06:00:00", "2017-03-12T06:00:00"),
        (datetime(2017, 3, 12, 6, tzinfo=UTC), "2017-03-12T06:00:00Z", "2017-03-12T06:00:00", "2017-03-12T06:00:00"),
    ],
)
def test_a_moment_stands_for_a_stretch_of_time(value: object, text: str, first: str, last: str) -> None:
    moment = Moment.of(value, zone=BANGKOK)
    assert moment.text == text
    assert (moment.first, moment.last) == tuple(datetime.fromisoformat(f"{at}+00:00") for at in (first, last))


@pytest.mark.parametrize(
    "text", ["", "17", "2017-3", "2017-02-30", "2017-13", "0001", "2560", "2017-03-12T", "x" * 99, "๒๕๖๐"]
)
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        Moment.of(text, zone=BANGKOK)


@given(st.dates(date(1850, 1, 1), date(2100, 12, 31)))
def test_a_day_lies_in_its_month_and_its_year(day: date) -> None:
    inner, outer, whole = (Moment.of(day.isoformat()[:n], zone=BANGKOK) for n in (10, 7, 4))
    assert whole.first <= outer.first <= inner.first < inner.last <= outer.last <= whole.last


def test_it_reads_in_the_readers_calendar() -> None:
    with translation.override("en"):
        assert [in_words(text) for text in ("2017", "2017-03", "2017-03-12")] == ["2017", "Mar 2017", "12 Mar 2017"]
    with translation.override("th"):
        assert in_words("2017").endswith("2560")
        assert 'datetime="2017-03"' in shown("2017-03")


def test_a_form_shows_day_and_time_apart() -> None:
    with timezone.override(BANGKOK):
        assert day_and_time("2017-03-12T06:30:00Z") == ("2017-03-12", "13:30")
        assert day_and_time("2017-03") == ("2017-03", "")
