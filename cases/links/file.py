"""The table of links as CSV, safe to open in a spreadsheet."""

import csv
import io
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from access.viewer import Viewer
from audit.log import Led, record
from cases.links.models import Link
from cases.links.reading import MOST, SORTS, links_of
from cases.models import Case

MARK = "\ufeff"  # or spreadsheets read UTF-8 as the machine's own code page
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def export(case: Case, *, by: Viewer, sort: str = "newest") -> str:
    """The links that `by` sees, as CSV with a heading; recorded as a disclosure."""
    rows = links_of(by, case).order_by(*SORTS.get(sort, SORTS["newest"]))[:MOST]
    text = _written([_line(link) for link in rows])
    record("links.exported", by=by, on=case.ref, led=Led.DISCLOSURE)
    return text


def _line(link: Link) -> list[str]:
    return [
        link.source.label, link.get_kind_display(), link.target.label, link.from_date, link.until_date, link.sourced,
        link.note, link.agency.name, f"TLP:{link.case.tlp}",
    ]  # fmt: skip


def _written(lines: Iterable[list[str]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    heading: list[Any] = [
        _("Who or what"), _("Kind of link"), _("To whom or what"), _("From"), _("Until"), _("Source"), _("Note"),
        _("Supplied by"), _("Marking"),
    ]  # fmt: skip
    writer.writerow(heading)
    writer.writerows([_safe(cell) for cell in line] for line in lines)
    return MARK + out.getvalue()


def _safe(cell: str) -> str:
    """A text that a spreadsheet would take for a formula gets an apostrophe before it (OWASP, CSV injection)."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell
