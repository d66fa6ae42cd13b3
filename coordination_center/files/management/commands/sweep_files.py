"""`manage.py sweep_files`: erase files that no record names, and list what records name and is not there."""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from coordination_center.files import sweeping


class Command(BaseCommand):
    """Says how many were erased; ends with an error where files are missing."""

    help = "Erase files that no record names; report files that records name and that are missing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--hours", type=float, default=24, help="leave alone what is younger (default 24)")

    def handle(self, *args: Any, **options: Any) -> None:
        swept = sweeping.sweep(older=timedelta(hours=options["hours"]))
        self.stdout.write(f"{len(swept.removed)} files erased that no record names.")
        if swept.missing:
            raise CommandError(f"{len(swept.missing)} files are missing: {' '.join(swept.missing[:20])}")
