"""What people type of a day, in any calendar and as far as they know it, as it is kept."""

from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from cases.naming.dates import PartialDate
from coordination_center.dates import BUDDHIST_ERA
from coordination_center.errors import Invalid


def partial_day(text: str, *, field: str) -> str:
    """The partial ISO date ("1980", "1980-05", "1980-05-17") of what was typed; empty for nothing. `Invalid` else."""
    if not text.strip():
        return ""
    try:
        return PartialDate.parse(text).iso
    except ValidationError as error:
        raise Invalid(fields={field: list(error.messages)}) from None


def typed_day(iso: str) -> str:
    """A kept date as its reader would type it: the Thai in the Buddhist era; year first, so it reads but one way."""
    if not iso or not _buddhist():
        return iso
    year, *rest = iso.split("-")
    return "-".join([str(int(year) + BUDDHIST_ERA), *rest])


def day_in_words(iso: str) -> SafeString | str:
    """`<time>`: a kept date in the reader's calendar and language, with ISO in the title; a dash for none."""
    if not iso:
        return "–"
    known = PartialDate(*(int(part) for part in iso.split("-")))
    year = known.year + (BUDDHIST_ERA if _buddhist() else 0)
    pattern = {4: "", 7: "M", 10: "j M"}[len(iso)]
    text = f"{date_format(known.earliest, pattern)} {year}" if pattern else str(year)
    return format_html('<time datetime="{}" title="{}">{}</time>', iso, iso, text)


def _buddhist() -> bool:
    return (get_language() or "").startswith("th")
