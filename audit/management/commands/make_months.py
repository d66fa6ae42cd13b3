"""Make the log's partitions for the coming months."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from audit.months import AHEAD, make_months


class Command(BaseCommand):
    """Run at deployment and by the beat; safe to repeat."""

    help = "Make the event log's partitions for this month and the next ones."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--ahead", type=int, default=AHEAD, help="how many months ahead (default %(default)s)")

    def handle(self, *_: Any, ahead: int, **__: Any) -> None:
        made = make_months(ahead)
        self.stdout.write("\n".join(made) if made else "All months are there.")
