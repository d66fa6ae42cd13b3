"""Reading the log of one root, for the Timeline and Log tabs. What a viewer may see of it is the caller's to filter."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.db.models.fields.tuple_lookups import Tuple, TupleLessThan

from audit.models import Event, Led
from coordination_center.sealing import seal_json, unseal_json

PURPOSE = "audit.cursor"


def events_of(root: UUID, *, consultations: bool, before: str | None = None) -> QuerySet[Event]:
    """The events of a root, newest first, older than the cursor `before`; with `consultations` also who read it.

    Lists that showed the root among others are included. Their `object_ids` name what else was listed: never show
    them. A cursor that `cursor_of` did not make shows the first page.
    """
    events = Event.objects.order_by("-at", "-id")
    if consultations:
        events = events.filter(Q(root_id=root) | Q(object_ids__contains=[root]))
    else:
        events = events.filter(~Q(led=Led.CONSULTATION), root_id=root)
    return older(events, before) if before else events


def older(events: QuerySet[Event], cursor: str) -> QuerySet[Event]:
    """The events before the one `cursor` was made of; all of them for a mangled cursor, as on every list."""
    try:
        at, event_id = unseal_json(cursor, PURPOSE)
    except ValueError:
        return events
    mark = (datetime.fromisoformat(at), event_id)
    # The time alone is what lets the database leave out the months after it.
    return events.filter(at__lte=datetime.fromisoformat(at)).filter(TupleLessThan(Tuple("at", "id"), mark))


def cursor_of(event: Event) -> str:
    """Where a page that ends with `event` is continued; sealed, so that ids stay on the server."""
    return seal_json([event.at.isoformat(), event.id], PURPOSE)
