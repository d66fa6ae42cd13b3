"""When something happened, as exactly as is known: a year, a month, a day, or a time. Kept as ISO text."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from cases.naming.dates import FIRST, LAST, PartialDate
from coordination_center import dates

LONGEST = 20  # 2017-03-12T06:00:00Z
PATTERN = r"^\d{4}(-\d\d(-\d\d(T\d\d:\d\d:\d\dZ)?)?)?$"  # a constraint says the same
_TEXT = re.compile(PATTERN, re.ASCII)


@dataclass(frozen=True)
class Moment:
    """`text` in ISO 8601 (2017, 2017-03, 2017-03-12, 2017-03-12T06:00:00Z), and its first and last instant."""

    text: str
    first: datetime
    last: datetime

    @classmethod
    def of(cls, value: Any, *, zone: tzinfo) -> "Moment":
        """The moment that a time, a day, a partial date or the ISO text of one says; days are those of `zone`.

        Raises `ValueError` for text that is none, and for years outside `PartialDate`'s.
        """
        if isinstance(value, datetime):
            return cls._exact(value if value.tzinfo else value.replace(tzinfo=zone))
        text = value.isoformat() if isinstance(value, date) else str(value).strip()
        if "T" in text:
            return cls.of(datetime.fromisoformat(text), zone=zone)
        return cls._partial(text, zone)

    @classmethod
    def _exact(cls, at: datetime) -> "Moment":
        at = at.astimezone(UTC).replace(microsecond=0)
        _check(at.year)
        return cls(at.strftime("%Y-%m-%dT%H:%M:%SZ"), at, at)

    @classmethod
    def _partial(cls, text: str, zone: tzinfo) -> "Moment":
        if not _TEXT.match(text):
            raise ValueError(f"Not a date: {text[:40]!r}")
        known = PartialDate(*(int(part) for part in text.split("-")))
        _check(known.year)
        end = _start(known.latest + timedelta(days=1), zone) - timedelta(seconds=1)
        return cls(known.iso, _start(known.earliest, zone), end)


def shown(text: str) -> SafeString:
    """`<time>` for a moment's text, in the reader's calendar and zone; a dash for an empty one."""
    if not text:
        return SafeString("–")
    if "T" in text:
        return SafeString(dates.moment(datetime.fromisoformat(text)))
    return format_html('<time datetime="{}" title="{}">{}</time>', text, text, in_words(text))


def in_words(text: str) -> str:
    """The same without markup: `12 Mar 2017`, `Mar 2560` for a Thai reader, `2017`, or a time with its zone."""
    if "T" in text:
        return dates.exact(datetime.fromisoformat(text))
    known = PartialDate(*(int(part) for part in text.split("-")))
    month = date_format(known.earliest, "M") if known.month else ""
    year = known.year + (dates.BUDDHIST_ERA if (get_language() or "").startswith("th") else 0)
    return " ".join(part for part in (str(known.day or ""), month, str(year)) if part)


def day_and_time(text: str) -> tuple[str, str]:
    """The day and the time (in the active zone) of a moment's text, for a form that shows them apart."""
    if "T" not in text:
        return text, ""
    local = timezone.localtime(datetime.fromisoformat(text))
    return local.date().isoformat(), local.strftime("%H:%M")


def _start(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day, time.min, tzinfo=zone).astimezone(UTC)


def _check(year: int) -> None:
    if not FIRST <= year <= LAST:
        raise ValueError(f"Not in {FIRST} to {LAST}: {year}")
