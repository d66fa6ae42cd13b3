"""A row of a queue of the background: tried again later when it fails, and laid aside when it fails too often."""

from datetime import timedelta
from typing import Any

from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models.functions import Now

MOST_TRIES = 6
FIRST, EACH = timedelta(seconds=30), 4  # 30 s, 2 min, 8 min, half an hour, two hours after a try


class TriedQuerySet(models.QuerySet[Any]):
    """Rows of a queue by how they stand, by the database's clock."""

    def due(self) -> "TriedQuerySet":
        """Those to take up now, the longest due first."""
        return self.filter(laid_aside_at=None, next_at__lte=Now()).order_by("next_at", "pk")

    def laid_aside(self) -> "TriedQuerySet":
        """Those that nobody tries any more until somebody puts them back."""
        return self.filter(laid_aside_at__isnull=False)


class Tried(models.Model):
    """`tries` counts begun attempts, also those whose worker was killed. `error` is the kind of what went wrong, never
    its words, which may hold content. `ticket` names the row to those who oversee the work and not what it is about."""

    ticket = models.UUIDField(db_default=RandomUUID(), editable=False)
    tries = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(db_default=Now())
    error = models.CharField(max_length=100, blank=True)
    laid_aside_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True


def wait_after(tries: int) -> timedelta:
    """How long a row waits after so many tries."""
    return FIRST * int(EACH ** (tries - 1))
