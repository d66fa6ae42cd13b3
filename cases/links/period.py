"""When a link held: from and until, each as exact as it is known (1980, 1980-05, 1980-05-17), or open."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cases.naming.dates import PartialDate
from coordination_center.dates import BUDDHIST_ERA
from coordination_center.errors import Invalid


def period(from_date: Any, until_date: Any) -> tuple[str, str]:
    """Both as ISO text, "" for open. `Invalid` for what is no date, and for an end before the beginning."""
    first, last = _read("from_date", from_date), _read("until_date", until_date)
    if first and last and first.earliest > last.latest:
        raise Invalid(fields={"until_date": [_("The end lies before the beginning.")]})
    return str(first or ""), str(last or "")


def said(from_date: str, until_date: str) -> str:
    """The period in the reader's language and calendar; "" where nothing of it is known."""
    first, last = _words(from_date), _words(until_date)
    if not first or not last:
        return _("from %(date)s") % {"date": first} if first else _("until %(date)s") % {"date": last} if last else ""
    return first if first == last else f"{first} – {last}"


def _read(field: str, value: Any) -> PartialDate | None:
    try:
        return PartialDate.parse(str(value)) if value else None
    except ValidationError as error:
        raise Invalid(fields={field: error.messages}) from None


def _words(iso: str) -> str:
    if not iso:
        return ""
    partial = PartialDate.parse(iso)
    year = partial.year + (BUDDHIST_ERA if (get_language() or "").startswith("th") else 0)
    if partial.month is None:
        return str(year)
    some_day = date(partial.year, partial.month, partial.day or 1)
    return f"{date_format(some_day, 'j M' if partial.day else 'M')} {year}"
