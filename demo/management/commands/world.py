"""`world load FILE [--add]` and `world show`."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

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

    def handle(self, *args: Any, **options: Any) -> None:
        if options["verb"] == "show":
            self.stdout.write(json.dumps(show(), indent=2))
            return
        try:
            world = load(options["file"], add=options["add"])
        except WorldError as error:
            raise CommandError(f"The world was not loaded.\n{error}") from error
        counts = f"{len(world.agencies)} agencies, {len(world.people)} people, {len(world.cases)} cases"
        self.stdout.write(f"Loaded “{world.name}”: {counts}.")
