"""Rows of work taken up by one process at a time, and again by another when that one died.

A table of work has `due_at`, `tries` and `dead_at`. Whoever leases a row puts its `due_at` off by `LEASE`; should the
process die, the row falls due by itself. Redis has no part in it.
"""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet
from django.db.models.functions import Now

LEASE = timedelta(seconds=60)
TRIES = 8  # with the pauses below the last comes about two hours after the first
LONGEST_PAUSE = timedelta(hours=1)


@transaction.atomic
def lease(rows: QuerySet[Any], *, most: int) -> list[Any]:
    """Take up at most `most` due rows that nobody else holds, in the order asked for, or else the longest due first.

    Returns them, put off by `LEASE`.

    A row that was taken up `TRIES` times without an end is dead: it may be what kills its worker.
    """
    rows.filter(dead_at=None, due_at__lte=Now(), tries__gte=TRIES).update(dead_at=Now())
    due = rows.select_for_update(skip_locked=True, of=("self",)).filter(dead_at=None, due_at__lte=Now())
    found = list((due if due.query.order_by else due.order_by("due_at"))[:most])
    rows.model.objects.filter(pk__in=[row.pk for row in found]).update(tries=F("tries") + 1, due_at=Now() + LEASE)
    for row in found:
        row.tries += 1
    return found


def put_back(row: Any) -> bool:
    """Let a leased row fall due again after a pause that doubles; returns whether it was given up instead."""
    dead = bool(row.tries >= TRIES)
    change: dict[str, Any] = {"dead_at": Now()} if dead else {"due_at": Now() + pause(row.tries)}
    type(row).objects.filter(pk=row.pk).update(**change)
    return dead


def pause(tries: int) -> timedelta:
    """How long to wait after the `tries`-th attempt: one minute, doubling, at most an hour."""
    return min(timedelta(minutes=2 ** (tries - 1)), LONGEST_PAUSE)


def revive(rows: QuerySet[Any]) -> int:
    """Give dead rows a fresh start; returns how many there were."""
    return rows.exclude(dead_at=None).update(dead_at=None, tries=0, due_at=Now())
