"""Prove the figures of operations: the running sums against the increments, and each increment's signature."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from operations.proving import prove


class Command(BaseCommand):
    """`manage.py operations recount [--signatures]`."""

    help = (
        "Recount every operation from its increments; names what differs, and ends with an error where anything does."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=["recount"])
        parser.add_argument("--signatures", action="store_true", help="also check the signature of every increment")

    def handle(self, *args: Any, **options: Any) -> None:
        findings = list(prove(signatures=options["signatures"]))
        for finding in findings:
            self.stderr.write(finding)
        if findings:
            raise CommandError(f"{len(findings)} figures are not what the increments say.")
        self.stdout.write("Every sum is that of its increments.")
