"""Times as people read them: relative on the page, exact in the title, in the reader's zone and calendar."""

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

BUDDHIST_ERA = 543  # years by which the Thai civil calendar is ahead of the common era


def when(moment: datetime | None) -> str | SafeString:
    """`<time>`: how long ago (or ahead) `moment` is; the exact time in the title. A dash for None."""
    if moment is None:
        return "–"
    return _time(moment, _relative(moment, timezone.now()))


def moment(value: datetime | None) -> str | SafeString:
    """`<time>`: the exact time, for logs and print. A dash for None."""
    return "–" if value is None else _time(value, exact(value))


def day(value: date | datetime | None) -> str | SafeString:
    """`<time>`: the date in the reader's calendar, ISO in the title. A dash for None."""
    if value is None:
        return "–"
    local = timezone.localtime(value).date() if isinstance(value, datetime) else value
    return format_html(
        '<time datetime="{}" title="{}">{}</time>',
        local.isoformat(),
        local.isoformat(),
        _date(local),
    )


def weekday(value: date) -> str:
    """The name of the day in the active language."""
    return date_format(value, "l")


def written_day(value: date | datetime | None) -> str:
    """The date in the reader's calendar as plain text, for print and files. A dash for None."""
    if value is None:
        return "–"
    return _date(timezone.localtime(value).date() if isinstance(value, datetime) else value)


def exact(value: datetime) -> str:
    """Date and time in the active zone, with the zone's distance from UTC."""
    local = timezone.localtime(value)
    return f"{_date(local)}, {local:%H:%M} {zone_label(local)}"


def zone_label(local: datetime) -> str:
    """`UTC+7` or `UTC+5:30` for an aware time."""
    minutes = int((local.utcoffset() or timedelta()).total_seconds() // 60)
    hours, rest = divmod(abs(minutes), 60)
    sign = "−" if minutes < 0 else "+"
    return "UTC" if minutes == 0 else f"UTC{sign}{hours}" + (f":{rest:02d}" if rest else "")


def _time(value: datetime, text: str) -> SafeString:
    iso = value.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    return format_html('<time datetime="{}" title="{} · {}">{}</time>', iso, exact(value), iso, text)


def _date(value: date) -> str:
    return _date_in(value.year, value.month, value.day, get_language() or "")


@lru_cache(maxsize=2048)
def _date_in(year_ce: int, month: int, day_of_month: int, language: str) -> str:
    """Kept, for the lines of a list share few days and formatting one costs more than the rest of its line."""
    value = date(year_ce, month, day_of_month)
    year = value.year + (BUDDHIST_ERA if language.startswith("th") else 0)
    return f"{date_format(value, 'j M')} {year}"


def _relative(value: datetime, now: datetime) -> str:
    seconds = int((now - value).total_seconds())
    size = abs(seconds)
    if size < 60:
        return _("just now") if seconds >= 0 else _("in a moment")
    if size < 3600:
        return _minutes(size // 60, ahead=seconds < 0)
    if size < 86_400:
        return _hours(size // 3600, ahead=seconds < 0)
    if size < 7 * 86_400:
        return _days(size // 86_400, ahead=seconds < 0)
    return _date(timezone.localtime(value))


def _minutes(n: int, *, ahead: bool) -> str:
    text = ngettext("in %(n)d min", "in %(n)d min", n) if ahead else ngettext("%(n)d min ago", "%(n)d min ago", n)
    return text % {"n": n}


def _hours(n: int, *, ahead: bool) -> str:
    text = ngettext("in %(n)d h", "in %(n)d h", n) if ahead else ngettext("%(n)d h ago", "%(n)d h ago", n)
    return text % {"n": n}


def _days(n: int, *, ahead: bool) -> str:
    text = ngettext("in %(n)d day", "in %(n)d days", n) if ahead else ngettext("%(n)d day ago", "%(n)d days ago", n)
    return text % {"n": n}
