"""Dates in a world file: ISO 8601, or relative to loading, as in `+3d`, `-2h`, `-5m`, `+30s`."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

_RELATIVE = re.compile(r"([+-])([0-9]{1,6})([dhms])\Z", re.ASCII)
_UNITS = {"d": "days", "h": "hours", "m": "minutes", "s": "seconds"}
EXPECTED = (
    "expected a date in ISO 8601 (2017-03-01, 2017-03-01T09:30+07:00) or relative to loading (+3d, -2h, -5m, +30s)"
)


@dataclass(frozen=True, slots=True)
class When:
    """A date as the file has it; what it stands for depends on the moment of loading."""

    text: str

    def moment(self, *, now: datetime) -> datetime:
        """The aware moment."""
        return moment(self.text, now=now)

    def day(self, *, now: datetime) -> date:
        """The day, in UTC."""
        return self.moment(now=now).astimezone(UTC).date()

    @property
    def is_day(self) -> bool:
        """Whether the file names a day and no time of it."""
        return len(self.text) == len("2017-03-01") and self.text[0].isdigit()


def moment(text: str, *, now: datetime) -> datetime:
    """The aware moment `text` stands for; a date alone, or a time without a zone, is in UTC.

    Raises ValueError with what was expected.
    """
    relative = _RELATIVE.match(text)
    try:
        if relative:
            return now + _span(*relative.groups())
        found = datetime.fromisoformat(text) if text.isascii() else None
    except (ValueError, OverflowError) as error:
        raise ValueError(EXPECTED) from error
    if found is None:
        raise ValueError(EXPECTED)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _span(sign: str, number: str, unit: str) -> timedelta:
    span = timedelta(**{_UNITS[unit]: int(number)})
    return -span if sign == "-" else span
