"""From events to notifications: takes up the outbox, works out whom each event tells, and writes that down once.

Several dispatchers may run at once, and each may be killed anywhere. An event is told in one transaction with the end
of its outbox row, so it is told once; one that fails waits for its next try without holding up the others.
"""

import logging
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from access.policy import READERS
from agencies.duty.on_duty import ring
from audit.models import Event, Outbox
from coordination_center.leases import lease, put_back
from notifications.codes import Channel, Kind, Pace
from notifications.models import Delivery, Endpoint, Notification
from notifications.pacing import Paces
from notifications.whom import Told, whom

BATCH = 4  # few, so that one that tells thousands keeps no other waiting behind it, nor its lease running out
CHUNK = 1_000  # rows of one INSERT
LONGEST = 30  # seconds that one call goes on
SLACK = timedelta(days=1)  # an event's partition is looked up by the age of its outbox row

log = logging.getLogger(__name__)


def dispatch() -> int:
    """Tell of every event that waits; returns how many were done. Ends after `LONGEST` seconds at the latest."""
    done, until = 0, timezone.now() + timedelta(seconds=LONGEST)
    while timezone.now() < until and (rows := lease(Outbox.objects.all(), most=BATCH)):
        done += sum(_dispatch(row) for row in rows)
    return done


def _dispatch(row: Outbox) -> bool:
    """Tell of one event. What goes wrong is logged without its words, and the event waits for another try."""
    try:
        return _tell(row)
    except Exception as error:  # noqa: BLE001 - whatever an event's rule trips over must not stop the others
        given_up = put_back(row)
        what = "was given up" if given_up else "waits for another try"
        log.warning("event %s %s: %s", row.event_id, what, type(error).__name__)
        return False


@transaction.atomic
def _tell(row: Outbox) -> bool:
    """Write the notifications and deliveries of one event, and end its row; False where another has done so."""
    held = Outbox.objects.select_for_update(skip_locked=True).filter(pk=row.pk).first()
    if held is None:
        return False
    event = Event.objects.filter(id=row.event_id, at__gte=row.created - SLACK).first()
    event = event or Event.objects.filter(id=row.event_id).first()
    if event is not None:
        tell(event, whom(event))
    held.delete()
    return True


def tell(event: Event, people: list[Told]) -> None:
    """Write down that these people are told of the event, with the messages that go out for it; in a transaction."""
    now = timezone.now()
    notifications = [_notification(event, told) for told in people]
    Notification.objects.bulk_create(notifications, batch_size=CHUNK)
    paces = Paces.of([told.membership for told in people])
    mails = [_mail(note, told, paces, now) for note, told in zip(notifications, people, strict=True)]
    desks = _desks(people)
    mailboxes = [_to_desk(event, one, Channel.DESK) for one in desks if one.membership.agency.desk_email]
    listening = set(
        Endpoint.objects.filter(agency__in=[one.membership.agency_id for one in desks]).values_list("agency", flat=True)
    )
    systems = [_to_desk(event, one, Channel.WEBHOOK) for one in desks if one.membership.agency_id in listening]
    Delivery.objects.bulk_create([*filter(None, mails), *mailboxes, *systems], batch_size=CHUNK)
    for one in desks:
        if one.urgent and one.kind != Kind.DUTY:  # an empty desk does not ring because of an empty desk
            ring(one.membership.agency)


def _notification(event: Event, told: Told) -> Notification:
    return Notification(
        event_id=event.id, person_id=told.membership.person_id, agency_id=told.membership.agency_id, kind=told.kind,
        verb=event.verb, urgent=told.urgent, actor=event.actor, by_agency=event.agency, object_type=event.object_type,
        object_id=event.object_id, at=event.at,  # type: ignore[misc]  # there is one: `whom` found it
    )  # fmt: skip


def _mail(note: Notification, told: Told, paces: Paces, now: datetime) -> Delivery | None:
    pace = paces.pace(told.membership, told.kind, desk=told.desk)
    if pace == Pace.NEVER and not told.urgent:
        return None
    due = paces.when(told.membership, pace, now, urgent=told.urgent)
    digest = pace == Pace.DAILY and not told.urgent
    return Delivery(
        event_id=note.event_id, notification=note, person_id=note.person_id, agency_id=note.agency_id,
        channel=Channel.EMAIL, kind=note.kind, urgent=note.urgent, digest=digest, due_at=due,
    )  # fmt: skip


def _desks(people: list[Told]) -> list[Told]:
    """Of each agency of whom anybody is told of what concerns its desk, one of them: for its mailbox and its system."""
    found: dict[UUID, Told] = {}
    for told in people:
        if told.desk and READERS & set(told.membership.roles):
            found.setdefault(told.membership.agency_id, told)
    return list(found.values())


def _to_desk(event: Event, told: Told, channel: Channel) -> Delivery:
    return Delivery(
        event_id=event.id, agency_id=told.membership.agency_id, channel=channel, kind=told.kind, urgent=told.urgent,
        due_at=timezone.now(),
    )  # fmt: skip
