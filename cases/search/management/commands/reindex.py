"""`manage.py reindex`: the search index anew, from the records themselves."""

from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from access.registry import children_of
from cases.models import Case, Note
from cases.search.index import keep

TOGETHER = 200  # records of one transaction


class Command(BaseCommand):
    """Indexes every record again: after a change of the rules of names or words, or after a restore."""

    help = "Writes the search index anew."

    def handle(self, *args: Any, **options: Any) -> None:
        for model in _indexed():
            count = sum(_indexed_anew(rows) for rows in _batches(model))
            self.stdout.write(f"{model._meta.label}: {count}")


def _indexed() -> list[Any]:
    """The models that search knows: those whose rows have `index()`, and notes."""
    return [Case, Note, *(child.model for child in children_of(Case) if hasattr(child.model, "index"))]


def _batches(model: Any) -> Iterator[list[Any]]:
    rows: list[Any] = []
    for row in model.objects.order_by("pk").iterator():
        rows.append(row)
        if len(rows) == TOGETHER:
            yield rows
            rows = []
    yield rows


def _indexed_anew(rows: list[Any]) -> int:
    with transaction.atomic():
        for row in rows:
            if isinstance(row, Note):
                keep(row, texts={"text": row.text})
            elif getattr(row, "removed_at", None) is None:
                row.index()
    return len(rows)
