"""Two dates of birth as they stand on two papers: what agrees, what a slip explains, what speaks against one person."""

import calendar
import re
from datetime import timedelta
from enum import StrEnum
from functools import lru_cache

from django.core.exceptions import ValidationError

from cases.naming.dates import Agreement, PartialDate
from cases.naming.writing import tidy, western_digits
from coordination_center.dates import BUDDHIST_ERA

_THREE = re.compile(r"\s*(\d{1,2})\s*[./\-–\s]\s*(\d{1,2})\s*[./\-–\s]\s*(\d{4})\s*")
_NEAR_YEARS = 2


class Birth(StrEnum):
    """How two dates of birth stand to each other, the strongest agreement first."""

    SAME = "same"
    PARTIAL = "partial"  # one says less
    ERA = "era"  # a Buddhist year was read as common, or the other way
    SWAPPED = "swapped"
    DAY_OFF = "day_off"
    YEAR_OFF = "year_off"
    DIGIT_OFF = "digit_off"
    UNKNOWN = "unknown"
    UNREADABLE = "unreadable"
    NEAR = "near"  # a clash of little weight: the years are near each other
    CLASH = "clash"


# In this order the kindest reading of two dates is chosen.
_KINDEST = list(Birth)
AGREES = frozenset({Birth.SAME, Birth.PARTIAL, Birth.ERA, Birth.SWAPPED, Birth.DAY_OFF})
SLIPS = frozenset({Birth.YEAR_OFF, Birth.DIGIT_OFF})


def compared(left: str, right: str) -> Birth:
    """How two dates stand to each other, of any calendar and in part; one that could be two dates is both."""
    if not left.strip() or not right.strip():
        return Birth.UNKNOWN
    ones, others = readings(left), readings(right)
    if not ones or not others:
        return Birth.UNREADABLE
    return min((_compared(one, other) for one in ones for other in others), key=_KINDEST.index)


@lru_cache(maxsize=16_384)
def readings(text: str) -> tuple[PartialDate, ...]:
    """The dates that `text` may say: none for what is no date, two for 05/06/1980."""
    try:
        return (PartialDate.parse(text),)
    except ValidationError:
        return _either_way(western_digits(tidy(text)))


def _either_way(text: str) -> tuple[PartialDate, ...]:
    found = _THREE.fullmatch(text)
    if not found:
        return ()
    first, second, year = map(int, found.groups())
    return tuple(
        PartialDate(year, month, day)
        for day, month in dict.fromkeys([(first, second), (second, first)])
        if 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]
    )


def _compared(one: PartialDate, other: PartialDate) -> Birth:
    agreement = one.matches(other)
    if agreement is not Agreement.NONE:
        kinds = {Agreement.EXACT: Birth.SAME, Agreement.PARTIAL: Birth.PARTIAL, Agreement.SWAPPED: Birth.SWAPPED}
        return kinds[agreement]
    if abs(one.year - other.year) == BUDDHIST_ERA and _same_day(one, other):
        return Birth.ERA
    if one.day is None or other.day is None:
        return _of_years(one, other)
    if abs(one.earliest - other.earliest) <= timedelta(days=1):
        return Birth.DAY_OFF
    return _by_slips(one, other)


def _same_day(one: PartialDate, other: PartialDate) -> bool:
    return None in (one.month, other.month) or (one.month, one.day or other.day) == (other.month, other.day or one.day)


def _of_years(one: PartialDate, other: PartialDate) -> Birth:
    apart = abs(one.year - other.year)
    if apart <= 1 and _same_day(one, other):
        return Birth.YEAR_OFF
    return Birth.NEAR if apart <= _NEAR_YEARS else Birth.CLASH


def _by_slips(one: PartialDate, other: PartialDate) -> Birth:
    """One of year, month and day differs, and by little: by one, or in one digit."""
    differs = [(a, b) for a, b in ((one.year, other.year), (one.month, other.month), (one.day, other.day)) if a != b]
    if len(differs) == 1:
        if abs(one.year - other.year) == 1:
            return Birth.YEAR_OFF
        if one.year == other.year or _one_digit(one.year, other.year):
            return Birth.DIGIT_OFF
    return Birth.NEAR if abs(one.year - other.year) <= _NEAR_YEARS else Birth.CLASH


def _one_digit(one: int, other: int) -> bool:
    """In one place, or two neighbouring digits the other way round."""
    a, b = str(one), str(other)
    places = [place for place in range(4) if a[place] != b[place]]
    if len(places) == 2 and places[1] - places[0] == 1:
        return a[places[0]] == b[places[1]] and a[places[1]] == b[places[0]]
    return len(places) == 1
