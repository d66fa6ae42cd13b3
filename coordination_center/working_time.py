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
ROUTINE_HOURS = 48


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
        return after_working_hours(asked_at, ROUTINE_HOURS, country=country)
    return _aware(asked_at).astimezone(UTC) + WALL[urgency]


def after_working_hours(start: datetime, hours: int, *, country: str) -> datetime:
    """The moment, in UTC, when so many working hours of `country` have passed since `start` (aware).

    Raises `ValueError` for a time without a zone or a negative number of hours.
    """
    if hours < 0:
        raise ValueError("Working hours run forward only.")
    left, moment = timedelta(hours=hours), _aware(start).astimezone(UTC)
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
