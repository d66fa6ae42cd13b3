"""`manage.py rematch`: the match index anew, from the records themselves. It raises no hits."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand
from django.db import transaction

from intelligence.hits.holding import Holding, sources
from intelligence.hits.index import drop, keep, unscreened
from intelligence.hits.models import Held

TOGETHER = 200  # records of one transaction


class Command(BaseCommand):
    """After a change of the rules of names, of `FIELD_KEY`, or after a restore."""

    help = "Writes the index of hit / no-hit anew."

    def handle(self, *args: Any, **options: Any) -> None:
        for source in sources():
            before = set(Held.objects.filter(noun=source.noun).values_list("record", flat=True))
            kept = {pk for holdings in _batches(source.every()) for pk in _kept(holdings)}
            _forget(before - kept)
            if options["verbosity"]:
                self.stdout.write(f"{source.noun}: {len(kept)}")


def _batches(holdings: Iterable[Holding]) -> Iterator[tuple[Holding, ...]]:
    rest = iter(holdings)
    while together := tuple(islice(rest, TOGETHER)):
        yield together


def _kept(holdings: tuple[Holding, ...]) -> list[UUID]:
    """Written whole, whether or not they changed: the rules may have."""
    with transaction.atomic(), unscreened():
        Held.objects.filter(record__in=[holding.id for holding in holdings]).update(digest=b"")
        for holding in holdings:
            keep(holding)
    return [holding.id for holding in holdings]


def _forget(records: set[UUID]) -> None:
    with transaction.atomic():
        for record in records:
            drop(record)
