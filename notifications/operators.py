"""How the telling goes, for those who keep the centre running: numbers and ages, never what anybody is told."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import redis
from django.db import transaction
from django.db.models import Count, Max, Min, Q, QuerySet
from django.utils import timezone

from access.decide import require_role
from access.viewer import Viewer
from agencies.models import Letter
from audit.keeping import seal_status
from audit.log import record
from audit.models import Event, Outbox
from coordination_center import heartbeat
from coordination_center.leases import revive
from notifications.codes import Outcome
from notifications.models import Delivery

LAGGING = timedelta(seconds=60)  # an obligation is taken up within this time, or an alarm is raised
MOST = 50


@dataclass(frozen=True)
class Queue:
    """A table of work: what waits, the age of the longest due, what was given up."""

    waiting: int
    dead: int
    lag: timedelta

    @property
    def lags(self) -> bool:
        return self.lag > LAGGING


@dataclass(frozen=True)
class Health:
    """All of it at one moment. `worker` None: the broker does not answer."""

    events: Queue
    messages: Queue
    letters: Queue
    worker: bool | None
    sealed_at: datetime | None

    @property
    def alarm(self) -> bool:
        """Whether somebody has to look at once."""
        return self.events.lags or self.messages.lags or not self.worker


@dataclass(frozen=True)
class Dead:
    """What was given up, by what it is: a verb, or a channel with the server's code."""

    what: str
    count: int
    since: datetime
    last: datetime


def health() -> Health:
    """The state of every queue, of the worker and of the seals."""
    status = seal_status()
    letters = Queue(Letter.objects.count(), 0, _age(Letter.objects.aggregate(at=Min("due_at"))["at"]))
    return Health(
        events=_queue(Outbox.objects.all()),
        messages=_queue(Delivery.objects.filter(outcome=Outcome.WAITING)),
        letters=letters,
        worker=_worker(),
        sealed_at=status.at if status else None,
    )


def _queue(rows: QuerySet[Any]) -> Queue:
    alive = Q(dead_at=None)
    found = rows.aggregate(waiting=Count("pk", alive), dead=Count("pk", ~alive), at=Min("due_at", filter=alive))
    return Queue(found["waiting"], found["dead"], _age(found["at"]))


def _age(due: datetime | None) -> timedelta:
    """How long ago the longest due fell due; nothing for what is due later."""
    return max(timezone.now() - due, timedelta(0)) if due else timedelta(0)


def _worker() -> bool | None:
    try:
        return heartbeat.is_fresh()
    except redis.RedisError:
        return None


def dead_events() -> list[Dead]:
    """The events that were given up, by verb: whose they are stays where it is."""
    ids = Outbox.objects.exclude(dead_at=None).values("event_id")
    rows = Event.objects.filter(id__in=ids).values("verb").annotate(n=Count("id"), since=Min("at"), last=Max("at"))
    return [Dead(row["verb"], row["n"], row["since"], row["last"]) for row in rows.order_by("-n", "verb")[:MOST]]


def dead_messages() -> list[Dead]:
    """The messages that were given up, by channel and code."""
    rows = Delivery.objects.exclude(dead_at=None).filter(outcome=Outcome.WAITING).values("channel", "problem")
    found = rows.annotate(n=Count("pk"), since=Min("dead_at"), last=Max("dead_at")).order_by("-n", "channel")
    return [Dead(f"{row['channel']} {row['problem']}".strip(), row["n"], row["since"], row["last"]) for row in found]


def try_again(what: str, *, by: Viewer) -> int:
    """Give what was given up (`events` or `messages`) a fresh start; returns how many. `NotAllowed` for others."""
    require_role(by, "centre.administer")
    rows = Outbox.objects.all() if what == "events" else Delivery.objects.filter(outcome=Outcome.WAITING)
    with transaction.atomic():
        count = revive(rows)
        record("delivery.revived", by=by, on=by.agency.ref, detail={"what": what, "count": count})
    return count
