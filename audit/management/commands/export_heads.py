"""Print the heads of the seals, to be kept where the owner of the database cannot reach."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from audit.keeping import kept
from audit.models import Seal


class Command(BaseCommand):
    """One JSON line a seal: its number, era, time, rows and head in hexadecimal."""

    help = "Print the newest head of the log's seals, or all after a given one, as JSON lines for verify_log --heads."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--after", type=int, help="print every seal after this number, not the newest alone")

    def handle(self, *_: Any, after: int | None, **__: Any) -> None:
        seals = Seal.objects.order_by("-number")[:1] if after is None else Seal.objects.filter(number__gt=after)
        last = 0
        for seal in seals.order_by("number") if after is not None else seals:
            last = seal.number
            self.stdout.write(json.dumps(_line(seal)))
        kept("log.heads_exported", seal=last)


def _line(seal: Seal) -> dict[str, Any]:
    return {
        "seal": seal.number,
        "era": seal.era_id,
        "at": seal.at.isoformat(),
        "rows": seal.rows,
        "head": bytes(seal.head).hex(),
    }
