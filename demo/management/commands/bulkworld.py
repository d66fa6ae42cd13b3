"""`bulkworld --cases 1000000 --agencies 200`: a very large world for measuring, in an empty database."""

from argparse import ArgumentParser
from time import perf_counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from agencies.models import Agency, Person
from demo.bulk.filling import fill


class Command(BaseCommand):
    """Fills an empty database by SQL, as the verbs would have left it; its log says only who was made."""

    help = "Fill an empty database with a very large world, for measuring."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--cases", type=int, default=1_000_000)
        parser.add_argument("--agencies", type=int, default=200, help="at least 10")
        parser.add_argument("--subjects", type=int, default=2, help="in every case")
        parser.add_argument("--people", type=int, default=100, help="in every agency")

    def handle(self, *args: Any, **options: Any) -> None:
        if Agency.objects.exists() or Person.objects.exists():
            raise CommandError("The database holds agencies or people: a bulk world is made in an empty one only.")
        if options["agencies"] < 10 or min(options["cases"], options["subjects"], options["people"]) < 1:
            raise CommandError("Give at least 10 agencies, and at least one of everything else.")
        start = perf_counter()
        fill(
            options["cases"], options["agencies"],
            subjects=options["subjects"], people=options["people"], say=self.stdout.write,
        )  # fmt: skip
        self.stdout.write(f"Filled in {perf_counter() - start:.0f} s.")
