"""`world load FILE [--add]`, `world show` and, for the embedded demo, `world accounts FILE LISTING`."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from demo.accounts import write_listing
from demo.loading import load
from demo.problems import WorldError
from demo.showing import show


class Command(BaseCommand):
    """Loads a described world through the verbs of the product, or shows what was loaded."""

    help = "Load a world file, or show the ids and addresses of what was loaded."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        loading = verbs.add_parser("load", help="load a YAML or JSON file; all of it, or nothing")
        loading.add_argument("file", type=Path)
        loading.add_argument("--add", action="store_true", help="beside what the database holds already")
        verbs.add_parser("show", help="print ids and addresses of all that was loaded, as JSON")
        accounts = verbs.add_parser("accounts", help="write the people of a file with their passwords (demo only)")
        accounts.add_argument("file", type=Path)
        accounts.add_argument("listing", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        if options["verb"] == "show":
            self.stdout.write(json.dumps(show(), indent=2))
            return
        try:
            self._list(**options) if options["verb"] == "accounts" else self._load(**options)
        except WorldError as error:
            raise CommandError(f"The world was not loaded.\n{error}") from error

    def _list(self, *, file: Path, listing: Path, **_: Any) -> None:
        write_listing(file, listing)

    def _load(self, *, file: Path, add: bool, **_: Any) -> None:
        world = load(file, add=add)
        counts = f"{len(world.agencies)} agencies, {len(world.people)} people, {len(world.cases)} cases, "
        counts += f"{len(world.reports)} reports"
        self.stdout.write(f"Loaded “{world.name}”: {counts}.")
