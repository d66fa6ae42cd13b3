"""What could not be delivered: the desk that caused the message is told in its inbox, by an event of its own."""

from django.db import transaction

from agencies.models import Agency
from audit.log import SYSTEM, Ref, record
from audit.models import Event
from notifications.models import Delivery

MOST = 100


def own_up() -> int:
    """Record for each message that was given up that it did not arrive; returns how many. Each is recorded once."""
    with transaction.atomic():
        given_up = Delivery.objects.filter(owned_up=False).exclude(dead_at=None)
        rows = list(given_up.select_for_update(skip_locked=True).order_by("dead_at")[:MOST])
        for row in rows:
            _own_up(row)
        Delivery.objects.filter(pk__in=[row.pk for row in rows]).update(owned_up=True)
    return len(rows)


def _own_up(row: Delivery) -> None:
    """The event names the record that the message was about, and the agency it did not reach."""
    event = Event.objects.filter(id=row.event_id).first()
    if event is None or event.agency is None or event.object_id is None or event.root_id is None:
        return
    on = Ref(event.object_type, event.object_id, event.root_type, event.root_id, event.owner)
    if Agency.objects.filter(pk=event.agency).exists():
        detail = {"agency": row.agency_id, "channel": row.channel}
        record("delivery.failed", by=SYSTEM, on=on, recipients=[event.agency], detail=detail)
