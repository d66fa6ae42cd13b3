"""Pairs of names in a CSV table: read, compared, and written with what was found."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from django.utils.translation import gettext as _

from intelligence.matching.comparing import Match, compare
from intelligence.matching.report import Tally, tallies
from intelligence.matching.tongue import pair_of_scripts

NEEDED = ("left", "right")
ADDED = ("score", "band", "why")
_BETWEEN_REASONS = "; "
_SAME = {"yes": True, "1": True, "true": True, "no": False, "0": False, "false": False}


class BadTable(ValueError):
    """A table that cannot be read; the message names the row and the column."""


@dataclass(frozen=True)
class Judged:
    """One row of a table, with its match; `same` is what the table says of it, if it does."""

    row: dict[str, str]
    match: Match
    same: bool | None

    @property
    def script(self) -> str:
        """The script the table names, else that of the two names."""
        return self.row.get("script") or pair_of_scripts(self.row["left"], self.row["right"])

    def written(self) -> dict[str, str]:
        """The row with the columns `ADDED`."""
        why = _BETWEEN_REASONS.join(self.match.why)
        return self.row | {"score": f"{self.match.score:.3f}", "band": self.match.band, "why": why}


def columns_of(path: Path) -> list[str]:
    """The columns of a table, as they stand in its first row. `BadTable` where one is missing or twice there."""
    with _opened(path) as file:
        return _columns(csv.reader(file))


def judged(path: Path) -> Iterator[Judged]:
    """Each row of the table, compared, in its order. `BadTable` names the row and column that cannot be read."""
    with _opened(path) as file:
        reader = csv.reader(file, strict=True)
        columns = _columns(reader)
        try:
            for cells in reader:
                if cells:
                    yield _judged(_row(columns, cells, number=reader.line_num), number=reader.line_num)
        except csv.Error as error:
            raise BadTable(_("Row %(row)s: %(error)s.") % {"row": reader.line_num, "error": error}) from None
        except UnicodeDecodeError:
            raise BadTable(
                _("The text after row %(row)s is not UTF-8. Save the file as UTF-8.") % {"row": reader.line_num}
            ) from None


def measured(rows: list[Judged]) -> dict[str, Tally]:
    """Precision and recall by script, of the rows that say whether the two are one."""
    return tallies((row.script, row.match.band, row.same) for row in rows if row.same is not None)


def _opened(path: Path) -> TextIO:
    return path.open(encoding="utf-8-sig", newline="")


def _columns(reader: Iterator[list[str]]) -> list[str]:
    try:
        columns = [column.strip() for column in next(reader, [])]
    except UnicodeDecodeError:
        raise BadTable(_("Row 1 is not UTF-8. Save the file as UTF-8.")) from None
    for needed in NEEDED:
        if needed not in columns:
            raise BadTable(_("Row 1: the column “%(column)s” is missing.") % {"column": needed})
    twice = next((column for column in columns if column and columns.count(column) > 1), None)
    if twice:
        raise BadTable(_("Row 1: the column “%(column)s” stands there twice.") % {"column": twice})
    return columns


def _row(columns: list[str], cells: list[str], *, number: int) -> dict[str, str]:
    if len(cells) > len(columns):
        raise BadTable(
            _("Row %(row)s has %(cells)s cells, after the last column “%(column)s” too many. Is a comma unquoted?")
            % {"row": number, "cells": len(cells), "column": columns[-1]}
        )
    if len(cells) < len(columns):
        raise BadTable(
            _("Row %(row)s ends before the column “%(column)s”.") % {"row": number, "column": columns[len(cells)]}
        )
    return dict(zip(columns, cells, strict=True))


def _judged(row: dict[str, str], *, number: int) -> Judged:
    match = compare(row["left"], row["right"], left_born=row.get("left_born", ""), right_born=row.get("right_born", ""))
    return Judged(row, match, _same(row.get("same", ""), number))


def _same(text: str, number: int) -> bool | None:
    said = text.strip().casefold()
    if said and said not in _SAME:
        raise BadTable(
            _("Row %(row)s, column “same”: “%(text)s” is neither yes nor no.") % {"row": number, "text": text}
        )
    return _SAME.get(said)
