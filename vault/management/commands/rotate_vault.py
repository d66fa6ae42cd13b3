"""`manage.py rotate_vault`: new data keys for agencies, or the present wrapping key for all."""

from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser

from agencies.models import Agency
from audit.log import SYSTEM
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
        if options["wrapping"]:
            self.stdout.write(f"{rotate_wrapping(by=SYSTEM)} keys wrapped anew.")
            return
        agencies = Agency.objects.order_by("pk")
        for agency in agencies.filter(pk__in=options["agency"]) if options["agency"] else agencies:
            self.stdout.write(f"{agency.pk}: {rotate_agency(agency, by=SYSTEM)} records under a new key.")
        if options["agency"] and agencies.filter(pk__in=options["agency"]).count() != len(set(options["agency"])):
            raise CommandError("Some of these ids are of no agency.")
