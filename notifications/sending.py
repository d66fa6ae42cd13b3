"""Sending what is due: each message at least once, always with the same Message-ID, to nobody who may no longer know.

A mail server that does not answer costs no message a try: everything stays due until it is back. One that refuses a
single message does: for a while (4xx) it is tried again, for good (5xx) the message is given up and its sender told.
"""

import logging
import smtplib
from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta
from time import monotonic
from typing import Any

from django.core.mail import EmailMessage, get_connection
from django.db.models import F, QuerySet
from django.db.models.functions import Now

from coordination_center.leases import lease, put_back
from notifications import mail
from notifications.codes import Channel, Outcome
from notifications.models import Delivery, Notification
from notifications.things import knows

BATCH = 10
MOST = 200  # of one daily mail
LONGEST = 30  # seconds that one call goes on: half a lease, for one mail more may take long
UNREACHABLE = timedelta(seconds=60)
BY_MAIL = (Channel.EMAIL, Channel.DESK)
FIRST = ("-urgent", "due_at")
TO_AGENCIES = (Channel.DESK, Channel.WEBHOOK)

log = logging.getLogger(__name__)


class Unreachable(Exception):
    """The mail server does not answer, or breaks off: no message's fault. `done`: how many left the queue before."""

    def __init__(self, done: int = 0) -> None:
        super().__init__(done)
        self.done = done


def send_due() -> int:
    """Send what is due by mail; returns how many messages left the queue. Stops when the server does not answer."""
    connection, done, until = get_connection(), 0, monotonic() + LONGEST
    try:
        while monotonic() < until and (batch := _lease()):
            done += _send_all(_groups(batch), connection, until)
    except Unreachable as broken_off:
        return done + broken_off.done
    finally:
        with suppress(OSError, smtplib.SMTPException):
            connection.close()
    return done


def _send_all(groups: list[list[Delivery]], connection: Any, until: float) -> int:
    """Send these mails, as long as their lease surely holds; the rest goes back to the queue at once."""
    done = 0
    for index, group in enumerate(groups):
        if monotonic() > until:
            _unlease([one for rest in groups[index:] for one in rest], Now())
            break
        try:
            done += _send(group, connection)
        except Unreachable as error:
            _unlease([one for rest in groups[index + 1 :] for one in rest], Now() + UNREACHABLE)
            _unlease(group, Now() + UNREACHABLE * 2)  # should it be this mail that hangs, the others go before it
            raise Unreachable(done) from error
    return done


def _lease() -> list[Delivery]:
    return lease(_waiting().select_related("notification", "person", "agency").order_by(*FIRST), most=BATCH)


def _waiting() -> QuerySet[Delivery]:
    return Delivery.objects.filter(outcome=Outcome.WAITING, channel__in=BY_MAIL)


def _groups(batch: Sequence[Delivery]) -> list[list[Delivery]]:
    """What goes into one mail each: a message alone, or what is due of one person's daily mail in one agency."""
    groups: dict[Any, list[Delivery]] = {}
    for one in batch:
        groups.setdefault((one.person_id, one.agency_id) if one.digest else one.pk, []).append(one)
    return [_with_the_rest(group) if group[0].digest else group for group in groups.values()]


def _with_the_rest(group: list[Delivery]) -> list[Delivery]:
    """The daily mail complete: what else of it is due is leased with it."""
    more = _waiting().filter(digest=True, person=group[0].person_id, agency=group[0].agency_id)
    rows = lease(more.select_related("notification", "person", "agency"), most=MOST)
    return sorted([*group, *rows], key=lambda one: (one.created_at, one.pk))


def _send(group: list[Delivery], connection: Any) -> int:
    """Send one mail for these deliveries; returns how many left the queue."""
    wanted = [one for one in group if still_due(one)]
    end([one for one in group if one not in wanted], Outcome.DROPPED)
    if wanted and not _sent(_composed(wanted), wanted, connection):
        return 0
    end(wanted, Outcome.SENT)
    return len(group)


def _composed(group: list[Delivery]) -> EmailMessage:
    return mail.to_desk(group[0]) if group[0].channel == Channel.DESK else mail.to_person(group)


def still_due(delivery: Delivery) -> bool:
    """Whether its reader may still know of the matter, and has not dealt with it in the inbox meanwhile."""
    if delivery.channel in TO_AGENCIES:
        told = Notification.objects.filter(event_id=delivery.event_id, agency=delivery.agency_id)
        return _reachable(delivery) and any(may_know(one) for one in told.select_related("person", "agency"))
    note: Any = delivery.notification
    dealt_with = note.done_at is not None or (delivery.digest and note.read_at is not None)
    return not dealt_with and may_know(note)


def _reachable(delivery: Delivery) -> bool:
    return delivery.channel != Channel.DESK or delivery.agency.desk_email != ""


def may_know(note: Notification) -> bool:
    """Whether the person told may know of what it is about now."""
    return knows(note.person, note.agency, note.object_type, note.object_id)


def _sent(message: EmailMessage, group: Sequence[Delivery], connection: Any) -> bool:
    """Hand the mail over. False where the server refused it, for a while or for good; `Unreachable` without it."""
    message.connection = connection
    try:
        message.send()
    except smtplib.SMTPRecipientsRefused as error:
        return _refused(group, [code for code, _reply in error.recipients.values()])
    except (smtplib.SMTPSenderRefused, smtplib.SMTPDataError) as error:
        return _refused(group, [error.smtp_code])
    except (smtplib.SMTPException, OSError) as error:
        log.warning("the mail server does not take mail: %s", type(error).__name__)
        raise Unreachable from error
    return True


def _refused(group: Sequence[Delivery], codes: Sequence[int]) -> bool:
    """Note the code alone: a reply may repeat addresses. Refused for good, or often enough, it is given up."""
    Delivery.objects.filter(pk__in=[one.pk for one in group]).update(problem=f"smtp {max(codes)}")
    if min(codes) >= 500:
        Delivery.objects.filter(pk__in=[one.pk for one in group]).update(dead_at=Now())
    else:
        for one in group:
            put_back(one)
    return False


def _unlease(rows: Sequence[Delivery], due: Any) -> None:
    """Give leased rows back without a try of theirs being counted."""
    problem = {"problem": "unreachable"} if not isinstance(due, Now) else {}
    mine = Delivery.objects.filter(pk__in=[row.pk for row in rows], tries__gt=0)
    mine.update(tries=F("tries") - 1, due_at=due, **problem)


def end(rows: Sequence[Delivery], outcome: Outcome) -> int:
    """Take these deliveries out of the queue, sent or dropped; returns how many."""
    sent = {"sent_at": Now()} if outcome == Outcome.SENT else {}
    return Delivery.objects.filter(pk__in=[row.pk for row in rows]).update(outcome=outcome, problem="", **sent)
