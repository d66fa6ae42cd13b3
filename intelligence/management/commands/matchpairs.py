"""`manage.py matchpairs FILE.csv`: are the two names of each row one person's?"""

import csv
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, TextIO

from django.core.management.base import BaseCommand, CommandError, OutputWrapper
from django.utils.translation import gettext as _

from intelligence.matching.report import table
from intelligence.matching.tables import ADDED, BadTable, Judged, columns_of, judged, measured


class Command(BaseCommand):
    """Reads pairs of names, writes them with score, band and reasons. Needs no database."""

    help = (
        "Compares the names of each row of a CSV table (columns left, right; optional left_born, right_born) and "
        "writes the table with score, band (match, possible, no) and why. With a column same (yes or no), precision, "
        "recall and F1 per script go to the error output."
    )
    requires_system_checks = ()
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The table, where to write, and whether to measure."""
        parser.add_argument("file", type=Path, metavar="FILE.csv")
        parser.add_argument("--out", type=Path, help="write here and not to the standard output")
        parser.add_argument("--report", action="store_true", help="measure by the column same, which must be there")

    def handle(self, *args: Any, **options: Any) -> None:
        """Writes the table; `CommandError` names the row and column that cannot be read."""
        file, out = options["file"], options["out"]
        try:
            columns = columns_of(file)
            if options["report"] and "same" not in columns:
                raise CommandError(_("Row 1: the column “%(column)s” is missing.") % {"column": "same"})
            rows = list(judged(file))
            if out:
                with out.open("w", encoding="utf-8", newline="") as target:
                    _write(target, columns, rows)
            else:
                _write(self.stdout, columns, rows)
        except BadTable as error:
            raise CommandError(str(error)) from None
        except OSError as error:
            raise CommandError(_("%(file)s: %(error)s") % {"file": error.filename, "error": error.strerror}) from None
        if "same" in columns:
            self.stderr.write(table(measured(rows)), lambda line: line)


def _write(target: TextIO | OutputWrapper, columns: list[str], rows: list[Judged]) -> None:
    """Columns of a table that was written by this command before are written anew."""
    writer = csv.DictWriter(_Plain(target), [*(c for c in columns if c not in ADDED), *ADDED], lineterminator="\n")
    writer.writeheader()
    writer.writerows(row.written() for row in rows)


class _Plain:
    """A stream to which lines go as they are: Django's own ends each with a line break of its own."""

    def __init__(self, target: TextIO | OutputWrapper) -> None:
        self.target = target

    def write(self, line: str) -> None:
        if isinstance(self.target, OutputWrapper):
            self.target.write(line, ending="")
        else:
            self.target.write(line)
