"""`manage.py erase_identity ID`: destroy the key of one identity of the vault; the row that it was there stays."""

from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from audit.log import SYSTEM
from coordination_center.errors import IllegalMove
from vault.models import VaultRecord
from vault.records import erase


class Command(BaseCommand):
    """Destroys an identity, for good."""

    help = "Destroy the key of an identity (its vault record's id). It cannot be undone; --yes says that it is meant."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("id", type=UUID)
        parser.add_argument("--yes", action="store_true")

    @transaction.atomic
    def handle(self, *_args: Any, **options: Any) -> None:
        if not options["yes"]:
            raise CommandError("This cannot be undone. Say --yes if it is meant.")
        try:
            erase(options["id"], by=SYSTEM)
        except VaultRecord.DoesNotExist:
            raise CommandError("There is no such identity.") from None
        except IllegalMove as refusal:
            raise CommandError(refusal.message) from None
        self.stdout.write("Destroyed.")
