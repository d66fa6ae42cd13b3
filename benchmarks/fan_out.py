"""One event that tells very many people, and many events at once with several dispatchers.

    bin/bench fan_out [PEOPLE] [DISPATCHERS]

The optimum is the same rows written by one INSERT … SELECT each, in the same database and the same run.
"""

import sys
import time
from multiprocessing import get_context

from django.db import connection, connections, transaction

from access.viewer import Viewer, viewer_for
from agencies.creation import create_agency, create_person
from agencies.models import Agency, Membership, Person, Role
from audit.log import SYSTEM
from audit.models import Event, Outbox
from cases.creation import create
from notifications.dispatching import dispatch
from notifications.models import Delivery, Notification

BUDGET = 10.0  # seconds for 10,000 people on one worker
OPTIMUM = """
INSERT INTO notifications_notification
    (id, event_id, person_id, agency_id, kind, verb, urgent, object_type, object_id, at)
SELECT gen_random_uuid(), -1, m.person_id, m.agency_id, 'case', 'case.opened', false, 'case', gen_random_uuid(), now()
FROM agencies_membership m WHERE m.agency_id = %s;
INSERT INTO notifications_delivery
    (id, event_id, notification_id, person_id, agency_id, channel, kind,
     urgent, digest, outcome, problem, tries, owned_up)
SELECT gen_random_uuid(), -1, n.id, n.person_id, n.agency_id, 'email', 'case', false, true, 'waiting', '', 0, false
FROM notifications_notification n WHERE n.event_id = -1
"""


def main() -> None:
    people = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    workers = int(sys.argv[2]) if len(sys.argv) > 2 else 4
    lead, crowd = _agencies(people)
    print(f"{Membership.objects.filter(agency=crowd).count()} people in one agency")
    _one_event(lead, crowd)
    _optimum(crowd)
    for count in (1, workers):
        _many_events(lead, crowd, count)


def _agencies(people: int) -> tuple[Viewer, Agency]:
    """An agency that leads, and one with so many supervisors."""
    lead = create_agency(by=SYSTEM, name=f"Lead {time.time()}", kind="police", country="TH")
    crowd = create_agency(by=SYSTEM, name=f"Crowd {time.time()}", kind="police", country="KH")
    tag = str(time.time()).replace(".", "-")
    first = create_person(username=f"lead-{tag}", name="Lead", email=f"lead-{tag}@example.org", password=None)
    Membership.objects.create(person=first, agency=lead, roles=[Role.ANALYST])
    made = Person.objects.bulk_create(
        Person(username=f"p{n}-{tag}", name=f"Person {n}", email=f"p{n}-{tag}@example.org") for n in range(people)
    )
    Membership.objects.bulk_create(Membership(person=one, agency=crowd, roles=[Role.SUPERVISOR]) for one in made)
    return viewer_for(first), crowd


def _one_event(lead: Viewer, crowd: Agency) -> None:
    case = create(by=lead, title="A case that very many take part in")
    dispatch()
    case.invite(by=lead, agency=crowd)
    start, cpu = time.perf_counter(), time.process_time()
    dispatch()
    took, used = time.perf_counter() - start, time.process_time() - cpu
    told = Notification.objects.filter(object_id=case.pk, verb="case.invited").count()
    print(f"one event: {told} told in {took:.2f} s, {used:.2f} s of it CPU of the worker (budget {BUDGET:.0f} s)")


def _optimum(crowd: Agency) -> None:
    start = time.perf_counter()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(OPTIMUM, [crowd.pk])
    print(f"the same rows by hand: {time.perf_counter() - start:.2f} s")
    Delivery.objects.filter(event_id=-1).delete()
    Notification.objects.filter(event_id=-1).delete()


def _many_events(lead: Viewer, crowd: Agency, workers: int, events: int = 8) -> None:
    for n in range(events):
        create(by=lead, title=f"Case {n}").invite(by=lead, agency=crowd)
    rows = Event.objects.filter(id__in=Outbox.objects.values("event_id"), verb="case.invited").count()
    connections.close_all()
    start = time.perf_counter()
    with get_context("fork").Pool(workers) as pool:
        pool.map(_dispatch, range(workers))
    took = time.perf_counter() - start
    print(f"{rows} events, {workers} dispatcher(s): {took:.2f} s, {took / max(rows, 1):.2f} s an event")


def _dispatch(_number: int) -> None:
    connections.close_all()
    while Outbox.objects.filter(dead_at=None).exists() and dispatch():
        pass
