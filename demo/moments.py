"""Dates in a world file: ISO 8601, or relative to loading, as in `+3d`, `-2h`, `-5m`, `+30s`."""

import re
from datetime import UTC, datetime, timedelta

_RELATIVE = re.compile(r"([+-])([0-9]{1,6})([dhms])\Z", re.ASCII)
_UNITS = {"d": "days", "h": "hours", "m": "minutes", "s": "seconds"}
EXPECTED = (
    "expected a date in ISO 8601 (2017-03-01, 2017-03-01T09:30+07:00) or relative to loading (+3d, -2h, -5m, +30s)"
)


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
