"""The list of cases as a file: exactly the rows and columns that are shown, read anew at the moment of saving,
and recorded.
"""

import csv
import io
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from access.viewer import Viewer
from audit.log import Led, Ref, record
from cases.search.columns import Column
from cases.search.filters import Filters
from cases.search.listing import listed

MOST_ROWS = 5000
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
# A spreadsheet takes a cell that begins so for a formula (OWASP, CSV injection); full-width signs are read alike.
_STARTS_A_FORMULA = tuple("=+-@\t\r\n|%＝＋－＠")


@dataclass(frozen=True)
class Export:
    """A file of the list. `more`: the list is longer than a file may be, and this is its beginning."""

    name: str
    type: str
    content: bytes
    more: bool


def export(*, by: Viewer, filters: Filters, columns: Iterable[Column], form: str) -> Export:
    """The viewer's cases that fit, as they stand now, as `csv` or `xlsx`; recorded as a disclosure of each case."""
    columns = tuple(columns)
    page = listed(by, filters, size=MOST_ROWS)
    lines = [[plain(column.of(case)) for column in columns] for case in page.rows]
    heads = [str(column.label) for column in columns]
    _record(by, page.rows, columns, form)
    content = _WRITERS[form]([heads, *lines])
    return Export(f"{_('cases')}.{form}", TYPES[form], content, more=bool(page.older))


def plain(text: str) -> str:
    """`text` as a cell that no spreadsheet takes for a formula; an apostrophe goes before what might be one."""
    return f"'{text}" if text.lstrip(" \u00a0").startswith(_STARTS_A_FORMULA) else text


def _record(by: Viewer, cases: list[Any], columns: tuple[Column, ...], form: str) -> None:
    this = uuid.uuid4()
    record(
        "case.exported",
        by=by,
        on=Ref("export", this, "export", this, by.agency_id),
        led=Led.DISCLOSURE,
        objects=[case.pk for case in cases],
        detail={"form": form, "columns": [column.name for column in columns], "count": len(cases)},
    )


def _csv(lines: list[list[str]]) -> bytes:
    """Quoted throughout, in UTF-8 with its mark, which Excel needs to read Thai."""
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows(lines)
    return text.getvalue().encode("utf-8-sig")


def _xlsx(lines: list[list[str]]) -> bytes:
    import xlsxwriter  # type: ignore[import-untyped]

    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(file, options) as book:
        sheet = book.add_worksheet(_("Cases")[:31])
        sheet.freeze_panes(1, 0)
        head = book.add_format({"bold": True})
        for row, line in enumerate(lines):
            for column, text in enumerate(line):
                sheet.write_string(row, column, text, *([] if row else [head]))
    return file.getvalue()


_WRITERS = {"csv": _csv, "xlsx": _xlsx}
