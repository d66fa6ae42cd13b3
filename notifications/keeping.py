"""Forgetting: the log keeps what happened; who was told of it is kept for as long as it can be asked about."""

from datetime import timedelta

from django.db.models.functions import Now

from notifications.models import Notification

KEPT = timedelta(days=400)  # a year and the month after it, for the yearly review of a desk's work
CHUNK = 5_000


def sweep() -> int:
    """Delete notifications older than `KEPT` with their deliveries; returns how many."""
    old = Notification.objects.filter(created_at__lt=Now() - KEPT)
    gone = 0
    while ids := list(old.values_list("pk", flat=True)[:CHUNK]):
        gone += Notification.objects.filter(pk__in=ids).delete()[0]
    return gone
