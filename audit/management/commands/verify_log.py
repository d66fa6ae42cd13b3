"""Verify the log against its seals."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from audit.keeping import kept
from audit.verification import Verdict, verify


class Command(BaseCommand):
    """Exit code 1 and the first row that does not fit, or 0 and what was walked."""

    help = "Walk the whole log and name the first row changed, removed or slipped in."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--heads", type=Path, help="a file of lines that export_heads printed, kept off this host")

    def handle(self, *_: Any, heads: Path | None, **__: Any) -> None:
        verdict = verify(_kept_heads(heads) if heads else {})
        self._keep(verdict)
        if verdict.finding:
            raise CommandError(f"The log does not fit its seals. {verdict.finding}", returncode=1)
        self.stdout.write(
            f"The log fits its seals: {verdict.rows} rows under {verdict.seals} seals in {verdict.eras} eras; "
            f"{verdict.waiting} rows wait for their seal."
        )

    def _keep(self, verdict: Verdict) -> None:
        kept("log.doubted" if verdict.finding else "log.verified", seals=verdict.seals, rows=verdict.rows)


def _kept_heads(file: Path) -> dict[int, str]:
    """Number and head of each line that export_heads printed."""
    try:
        lines = file.read_text().splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"{file} cannot be read as text.") from error
    return dict(_kept_head(f"{file}, line {number}", line) for number, line in enumerate(lines, start=1))


def _kept_head(where: str, line: str) -> tuple[int, str]:
    try:
        kept = json.loads(line)
        return int(kept["seal"]), bytes.fromhex(kept["head"]).hex()
    except (ValueError, TypeError, KeyError) as error:
        raise CommandError(f"{where}: not a line that export_heads printed.") from error
