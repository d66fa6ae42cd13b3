"""Clocks of the centre: working hours by the calendar of a country, and when an answer is due.

How "48 working hours by the owner's calendar" is read: a working day counts with all of its 24 hours, from midnight to
midnight in the country's own zone, so 48 working hours are two working days. Weekends and public holidays of the
country count nothing. `docs/decisions/` says why (“Working hours”).
"""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache

import holidays
from django.db import models
from django.utils.translation import gettext_lazy as _

from coordination_center.zones import zone_of

DAY = timedelta(days=1)
SATURDAY = 5
WALL = {"urgent": timedelta(hours=8), "threat_to_life": timedelta(hours=1)}
ROUTINE = timedelta(hours=48)
HIT = timedelta(hours=48)  # by the wall clock: an officer of the asking side waits at a pier, holidays or not


class Urgency(models.TextChoices):
    """How soon an answer is owed (the domain page, section 3): 48 working hours, 8 hours, 1 hour by the wall clock."""

    ROUTINE = "routine", _("Routine")
    URGENT = "urgent", _("Urgent")
    THREAT_TO_LIFE = "threat_to_life", _("Threat to life")


def due_at(urgency: str, asked_at: datetime, *, country: str) -> datetime:
    """When an answer is due that was asked for at `asked_at` (aware) of an agency in `country` (ISO 3166-1), in UTC.

    Routine runs by the working hours of that country; urgent and threat to life by the wall clock, holidays or not.
    Raises `ValueError` for an urgency that is not one, or a time without a zone.
    """
    if Urgency(urgency) is Urgency.ROUTINE:
        return after_working(asked_at, ROUTINE, country=country)
    return _aware(asked_at).astimezone(UTC) + WALL[urgency]


def hit_due_at(raised_at: datetime) -> datetime:
    """When the owner of a matched record owes an answer (the domain page, section 4)."""
    return _aware(raised_at).astimezone(UTC) + HIT


def resumed(urgency: str, due: datetime, *, paused: datetime, at: datetime, country: str) -> datetime:
    """When an answer is due, in UTC, whose clock stood still from `paused` to `at` (aware) because it was asked back.

    Of a routine clock the working time that was left is given again as working time of `country`, to the second; of an
    urgent one the wall clock's. What was overdue already is overdue by the same time as before.
    """
    if Urgency(urgency) is Urgency.ROUTINE and due > paused:
        return after_working(at, working(paused, due, country=country), country=country)
    return _aware(due).astimezone(UTC) + (_aware(at) - _aware(paused))


def working(since: datetime, until: datetime, *, country: str) -> timedelta:
    """The working time of a country between two moments (aware); nothing where `until` is not later."""
    total, moment, end = timedelta(0), _aware(since).astimezone(UTC), _aware(until).astimezone(UTC)
    while moment < end:
        day, midnight = _day_of(moment, country)
        if is_working_day(day, country=country):
            total += min(end, midnight) - moment
        moment = midnight
    return total


def after_working(start: datetime, span: timedelta, *, country: str) -> datetime:
    """The moment, in UTC, when so much working time of `country` has passed since `start` (aware).

    Raises `ValueError` for a time without a zone or a negative time.
    """
    if span < timedelta(0):
        raise ValueError("Working time runs forward only.")
    left, moment = span, _aware(start).astimezone(UTC)
    while left:
        day, end = _day_of(moment, country)
        if not is_working_day(day, country=country):
            moment = end
        elif left <= end - moment:
            return moment + left
        else:
            moment, left = end, left - (end - moment)
    return moment


def is_working_day(day: date, *, country: str) -> bool:
    """Whether `day` is neither weekend nor public holiday in `country`.

    Days that a government works in exchange for a long holiday count as working days. Where no calendar is known, the
    weekend is Saturday and Sunday, and there are no holidays.
    """
    calendar = _calendar(country, day.year)
    if calendar is None:
        return day.weekday() < SATURDAY
    return bool(calendar.is_working_day(day))


@cache
def _calendar(country: str, year: int) -> holidays.HolidayBase | None:
    """One year's calendar. It never grows later: threads share it, and the library fills a growing one in steps."""
    try:
        return holidays.country_holidays(country, years=year, expand=False)
    except NotImplementedError:  # no calendar of that country in the library
        return None


def _day_of(moment: datetime, country: str) -> tuple[date, datetime]:
    """The country's day that `moment` lies in, and the moment that day ends, in UTC."""
    zone = zone_of(country)
    day = moment.astimezone(zone).date()
    return day, datetime.combine(day + DAY, time.min, tzinfo=zone).astimezone(UTC)


def _aware(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("A clock needs a time with its zone.")
    return moment
