"""Begin a new era of the log after a restore from a backup."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from audit.keeping import kept
from audit.sealing import begin_era


class Command(BaseCommand):
    """Run once after every restore, before the web processes start."""

    help = "Close the log's era and begin the next one. Run it after every restore from a backup."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--reason", required=True, help="why, for those who read the log in years to come")

    def handle(self, *_: Any, reason: str, **__: Any) -> None:
        if not reason.strip():
            raise CommandError("Give the reason in words.")
        with transaction.atomic():
            era, closed = begin_era(reason.strip())
            kept("log.era_begun", era=era.number, closed=closed)
        self.stdout.write(f"Era {era.number} has begun. {closed} rows of the era before were sealed in closing it.")
