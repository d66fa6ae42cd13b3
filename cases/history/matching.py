"""Whose doing a version was: the event of the log that was written in the same transaction, on the same record."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from audit.models import Event, Led
from audit.reading import events_of

Doings = dict[tuple[int, UUID], list[Event]]


def doings_of(root: UUID, *, records: Iterable[UUID], transactions: Iterable[int]) -> Doings:
    """The changes of these records in these transactions, by (transaction, record), each in the order of writing."""
    events = events_of(root, consultations=False).filter(object_id__in=set(records), xid__in=set(transactions))
    found: Doings = defaultdict(list)
    for event in sorted(events, key=lambda event: event.id):
        found[event.xid, event.object_id].append(event)  # type: ignore[index]
    return found


def doing(found: Doings, record: UUID, version: Any, before: Any) -> Event | None:
    """The event that made `version`; None where several could have, and they are of different hands.

    A transaction mostly holds one verb on one record. Where it holds more (a world is loaded in one), a verb is known
    by the version it says it made, by the state it is named after, or by being the record's first or last.
    """
    events = found.get((version.pgh_xid, record), [])
    chosen = events if len(events) < 2 else _narrowed(events, version, before)
    return chosen[0] if chosen and len({event.actor for event in chosen}) == 1 else None


def _narrowed(events: list[Event], version: Any, before: Any) -> list[Event]:
    number, state = getattr(version, "version", None), getattr(version, "state", None)
    moved = before is not None and state != getattr(before, "state", None)
    led = _led(version, before)
    by_number = [event for event in events if number is not None and event.detail.get("version") == number]
    by_state = [event for event in events if moved and event.verb.partition(".")[2].startswith(str(state))]
    by_kind = [event for event in events if event.led == led]
    return next((kept for kept in (by_number, by_state, by_kind) if len(kept) == 1), events)


def _led(version: Any, before: Any) -> str:
    if before is None:
        return Led.COLLECTION
    return Led.ERASURE if getattr(version, "removed_at", None) else Led.ALTERATION
