"""Dates that are known in part: a year, a month of a year, a day; in the calendars and scripts of the region.

What could be two different dates is refused with a sentence. It is never guessed.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cases.naming.months import MONTHS
from cases.naming.writing import tidy, western_digits
from coordination_center.dates import BUDDHIST_ERA

FIRST, LAST = 1850, 2100  # common era
_BUDDHIST = range(2400, 2601)
_LONGEST = 60
_BUDDHIST_MARKS = re.compile(r"พ\.?\s?ศ\.?|ພ\.?\s?ສ\.?|ព\.?\s?ស\.?|\bb\.?\s?e\.?(?![a-z])")
_COMMON_MARKS = re.compile(r"ค\.?\s?ศ\.?|ຄ\.?\s?ສ\.?|គ\.?\s?ស\.?|\b(?:c\.?\s?e|a\.?\s?d)\.?(?![a-z])|সাল|খ্রি\.?|খ্রিস্টাব্দ")
_WORDS_BETWEEN = re.compile(r"\b(?:of|born|on|the|ngày|ngay|tháng|thang|năm|nam)\b|วันที่|เดือน|ปี|ວັນທີ|ເດືອນ|ປີ|ថ្ងៃទី|ខែ|ឆ្នាំ")
_MONTH = re.compile("|".join(re.escape(word) for word in sorted(MONTHS, key=len, reverse=True)))
_CHINESE = re.compile(r"(\d{4})年(?:(\d{1,2})月(?:(\d{1,2})[日号號])?)?")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b")


class Agreement(IntEnum):
    """How two partial dates agree; false where they do not."""

    NONE = 0
    SWAPPED = 1  # day and month the other way round
    PARTIAL = 2  # one says less than the other, and nothing against it
    EXACT = 3


@dataclass(frozen=True, order=True)
class PartialDate:
    """A year of the common era, with month and day where known. `ValueError` for what is no date."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.day is not None and self.month is None:
            raise ValueError("a day needs its month")
        date(self.year, 1 if self.month is None else self.month, 1 if self.day is None else self.day)

    @classmethod
    def parse(cls, text: str) -> "PartialDate":
        """The date that `text` says: 1980, 1980-05, 17/05/2523, ๑๗ พ.ค. ๒๕๒๓, May 1980, 17 May 1980, 1980年5月17日.

        A year from 2400 to 2600 is of the Buddhist era. `ValidationError` with a sentence for what is no date
        or could be two.
        """
        return _parsed(text)

    @property
    def iso(self) -> str:
        """`1980`, `1980-05` or `1980-05-17`."""
        known = [f"{self.year:04d}"] + [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join(known)

    def __str__(self) -> str:
        return self.iso

    @property
    def earliest(self) -> date:
        """The first day it may be."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        """The last day it may be."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def matches(self, other: "PartialDate") -> Agreement:
        """How the two agree: exactly, as far as both are known, or with day and month swapped."""
        if self == other:
            return Agreement.EXACT
        if self.earliest <= other.latest and other.earliest <= self.latest:
            return Agreement.PARTIAL
        swapped = self.day is not None and other.day is not None and (self.month, self.day) == (other.day, other.month)
        return Agreement.SWAPPED if swapped and self.year == other.year else Agreement.NONE


def _parsed(text: str) -> PartialDate:
    if len(text) > _LONGEST:
        raise _unreadable()
    plain = _ORDINAL.sub("", western_digits(tidy(text)).casefold())
    plain, era = _era(plain)
    plain, month = _named_month(_WORDS_BETWEEN.sub(" ", plain))
    numbers = [int(number) for number in re.findall(r"\d+", plain)]
    if re.sub(r"[\d\s,./\-–]", "", plain) or len(numbers) + bool(month) > 3 or re.search(r"\d{5}", plain):
        raise _unreadable()
    if _written_together(plain, month):
        raise _unreadable()
    return _made(numbers, month, era, year_first=bool(re.match(r"\s*\d{4}", plain)))


def _written_together(plain: str, month: int | None) -> bool:
    """Two numbers need a sign between them; a sign needs a number on both sides."""
    return not month and re.fullmatch(r"\s*\d+(\s*[./\-–,]\s*\d+|\s+\d+)*\s*", plain) is None


def _era(text: str) -> tuple[str, str]:
    """The text without the mark of its era, and which: "buddhist", "common" or ""."""
    for era, marks in (("buddhist", _BUDDHIST_MARKS), ("common", _COMMON_MARKS)):
        found = marks.search(text)
        if found:
            return text[: found.start()] + " " + text[found.end() :], era
    return text, ""


def _named_month(text: str) -> tuple[str, int | None]:
    chinese = _CHINESE.fullmatch(text.replace(" ", ""))
    if chinese:
        return "-".join(part for part in chinese.groups() if part), None
    found = _MONTH.search(text)
    return (text[: found.start()] + " " + text[found.end() :], MONTHS[found[0]]) if found else (text, None)


def _made(numbers: list[int], month: int | None, era: str, *, year_first: bool) -> PartialDate:
    if month:
        return _with_named_month(numbers, month, era)
    if len(numbers) == 1:
        return _dated(_year(numbers[0], era))
    if len(numbers) == 2:
        first, second = numbers if year_first else numbers[::-1]
        return _dated(_year(first, era), second)
    if len(numbers) == 3:
        return _dated(*_ordered(numbers, era, year_first=year_first))
    raise _unreadable()


def _with_named_month(numbers: list[int], month: int, era: str) -> PartialDate:
    if len(numbers) == 1:
        return _dated(_year(numbers[0], era), month)
    if len(numbers) == 2:
        day, year = sorted(numbers)
        return _dated(_year(year, era), month, day)
    raise ValidationError(_("A month needs its year: write 1980-05, or May 1980."), code="no_year")


def _ordered(numbers: list[int], era: str, *, year_first: bool) -> tuple[int, int, int]:
    """Year, month, day of three numbers. Day first is how the region writes; nobody writes year, day, month."""
    if year_first:
        return _year(numbers[0], era), numbers[1], numbers[2]
    day, month, year = numbers
    if month > 12 >= day:
        return _year(year, era), day, month
    thai = era == "buddhist" or year in _BUDDHIST
    if day <= 12 and day != month and not thai:
        raise ValidationError(
            _("%(one)s or %(other)s? Please write the year first (1980-05-17), or the month as a word.")
            % {
                "one": f"{_year(year, era)}-{month:02d}-{day:02d}",
                "other": f"{_year(year, era)}-{day:02d}-{month:02d}",
            },
            code="ambiguous",
        )
    return _year(year, era), month, day


def _year(number: int, era: str) -> int:
    """The year of the common era."""
    if number < 100:
        raise ValidationError(_("Please write the year in full, with four digits."), code="short_year")
    if (era == "common" and number in _BUDDHIST) or (era == "buddhist" and number not in _BUDDHIST):
        raise ValidationError(_("The year and its era do not fit together."), code="era")
    year = number - BUDDHIST_ERA if number in _BUDDHIST else number
    if not FIRST <= year <= LAST:
        raise ValidationError(
            _("The year must be of the common era (1980) or the Buddhist era (2523); other calendars are not read."),
            code="year",
        )
    return year


def _dated(year: int, month: int | None = None, day: int | None = None) -> PartialDate:
    try:
        return PartialDate(year, month, day)
    except ValueError:
        raise ValidationError(_("There is no such day in the calendar."), code="no_such_day") from None


def _unreadable() -> ValidationError:
    return ValidationError(_("This is not a date. Write 1980, 1980-05 or 1980-05-17."), code="unreadable")
