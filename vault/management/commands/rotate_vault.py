"""`manage.py rotate_vault`: new data keys for agencies, or the present wrapping key for all."""

from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser

from agencies.models import Agency
from audit.log import SYSTEM
from vault.box import Unopenable
from vault.models import VaultKey
from vault.rotation import rotate_agency, rotate_wrapping


class Command(BaseCommand):
    """Renews keys of the identity vault while the centre runs."""

    help = (
        "Give agencies new data keys (all, or those named by id), or with --wrapping wrap every agency's keys with "
        "VAULT_KEY; the key before it must be among VAULT_OLD_KEYS until this has run."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("agency", nargs="*", type=UUID, help="ids of agencies; none: all")
        parser.add_argument("--wrapping", action="store_true")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            self._rotate(options["agency"], wrapping=options["wrapping"])
        except Unopenable:
            sentence = "A key of the vault is wrapped with a key that is not at hand: name that in VAULT_OLD_KEYS."
            raise CommandError(sentence) from None

    def _rotate(self, wanted: list[UUID], *, wrapping: bool) -> None:
        if wrapping:
            self.stdout.write(f"{rotate_wrapping(by=SYSTEM)} keys wrapped anew.")
            return
        with_keys = Agency.objects.filter(pk__in=VaultKey.objects.values("agency"))
        agencies = Agency.objects.filter(pk__in=wanted) if wanted else with_keys
        if wanted and agencies.count() != len(set(wanted)):
            raise CommandError("Some of these ids are of no agency.")
        for agency in agencies.order_by("pk"):
            self.stdout.write(f"{agency.pk}: {rotate_agency(agency, by=SYSTEM)} records under a new key.")
