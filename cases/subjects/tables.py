"""Tables that people paste from a spreadsheet or send as CSV, read into rows by named columns.

Nothing here knows subjects: a room gives its columns and gets rows with the words of each cell.
"""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from coordination_center.errors import Invalid
from coordination_center.text import plain

MOST_ROWS, MOST_COLUMNS, MOST_CELL = 1_000, 40, 4_000
MOST_BYTES = 1_000_000
MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
THAI = "cp874"  # TIS-620 with the few further characters of Windows


@dataclass(frozen=True)
class Column:
    """A column by its code, and the headings that stand for it, in any language; `several` may stand side by side."""

    code: str
    headings: tuple[str, ...]
    several: bool = False


@dataclass(frozen=True)
class Row:
    """A row: its number in the table as a person counts (the heading is 1), its words by column, what is wrong."""

    number: int
    cells: dict[str, list[str]]
    errors: list[str] = field(default_factory=list)

    def one(self, code: str) -> str:
        """The words of a column, empty where it has none."""
        return self.cells.get(code, [""])[0]

    def all(self, code: str) -> list[str]:
        """The words of all columns of this code that are not empty."""
        return [words for words in self.cells.get(code, []) if words]


@dataclass(frozen=True)
class Table:
    """The rows that hold something, and the headings that nothing here knows."""

    rows: list[Row]
    unknown: list[str]


def decoded(data: bytes, *, encoding: str = "") -> str:
    """The text of a file: UTF-8, or UTF-16 with its mark; or in `encoding` (`THAI`) where the sender says so.

    Raises `Invalid` on `file` with what to do: nothing is guessed, for a wrong guess would garble names.
    """
    if len(data) > MOST_BYTES:
        raise Invalid(fields={"file": [_("This file is too large: at most 1 MB.")]})
    marked = next((name for mark, name in MARKS if data.startswith(mark)), "")
    try:
        return data.decode(marked or encoding or "utf-8")
    except UnicodeDecodeError:
        sentence = _("This file is not in UTF-8. Save it as “CSV UTF-8”, or choose the Thai encoding above.")
        raise Invalid(fields={"file": [sentence]}) from None


def read_table(text: str, columns: Sequence[Column], *, required: Iterable[str], field: str = "text") -> Table:
    """The table in a text: tabs, semicolons or commas between the cells, the first line its headings.

    Raises `Invalid` on `field` for what is no table, without a required column, or too long.
    """
    lines = _lines(text, field)
    if not lines:
        raise Invalid(fields={field: [_("There is nothing in it.")]})
    (_first, heads), *rest = lines
    codes, unknown = _codes(heads, columns, field)
    missing = [column.headings[0] for column in columns if column.code in required and column.code not in codes]
    if missing:
        sentence = _("The first line must name the columns. Missing: %(names)s.") % {"names": ", ".join(missing)}
        raise Invalid(fields={field: [sentence]})
    if len(rest) > MOST_ROWS:
        raise Invalid(fields={field: [_("At most %(most)d rows at a time.") % {"most": MOST_ROWS}]})
    return Table([_row(number, cells, codes) for number, cells in rest], unknown)


def _lines(text: str, field: str) -> list[tuple[int, list[str]]]:
    """Every line that holds something, with its number as a spreadsheet counts it."""
    text = text.lstrip("\ufeff")
    if len(text) > MOST_BYTES or "\0" in text:
        raise Invalid(fields={field: [_("This is too long, or no text. At most 1 MB.")]})
    head = text.lstrip("\r\n").split("\n", 1)[0]
    sign = max("\t;,", key=head.count) if "\t" not in head else "\t"
    try:
        found = enumerate(csv.reader(text.splitlines(keepends=True), delimiter=sign, strict=True), start=1)
        return [(number, [cell.strip() for cell in cells]) for number, cells in found if any(map(str.strip, cells))]
    except csv.Error:
        sentence = _("This table cannot be read: perhaps a quotation mark is not closed.")
        raise Invalid(fields={field: [sentence]}) from None


def _codes(heads: list[str], columns: Sequence[Column], field: str) -> tuple[list[str], list[str]]:
    """The code of each column in its place (empty for an unknown one), and the unknown headings."""
    known = {_heading(name): column for column in columns for name in (column.code, *column.headings)}
    found = [known.get(_heading(head)) for head in heads]
    codes = [column.code if column else "" for column in found]
    twice = [c.headings[0] for c in columns if not c.several and codes.count(c.code) > 1]
    if twice or len(heads) > MOST_COLUMNS:
        sentence = _("Each column may stand only once: %(names)s.") % {"names": ", ".join(twice)}
        raise Invalid(fields={field: [sentence if twice else _("There are too many columns.")]})
    return codes, [head for head, column in zip(heads, found, strict=True) if column is None and head]


def _heading(words: str) -> str:
    return " ".join(words.replace("_", " ").replace("-", " ").casefold().split()).rstrip(":")


def _row(number: int, cells: list[str], codes: list[str]) -> Row:
    row = Row(number, {})
    for code, words in zip(codes, cells, strict=False):
        if code:
            row.cells.setdefault(code, []).append(_judged(words, row.errors))
    if any(cells[len(codes) :]):
        row.errors.append(_("This row has more cells than there are columns."))
    return row


def _judged(words: str, errors: list[str]) -> str:
    if len(words) > MOST_CELL:
        errors.append(_("A cell has more than %(most)d characters.") % {"most": MOST_CELL})
        return ""
    try:
        return plain(words, multiline=True)
    except ValidationError as error:
        errors.extend(error.messages)
        return ""
