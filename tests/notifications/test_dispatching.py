"""The dispatcher: every event is told once, whatever is killed, repeated, broken or late."""

import threading
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models.functions import Now

from access.viewer import Viewer
from agencies.models import Role
from audit.models import Event, Outbox
from cases.models import Case
from coordination_center.leases import LEASE, TRIES, lease, revive
from notifications import dispatching
from notifications.dispatching import dispatch, tell
from notifications.models import Delivery, Notification
from notifications.whom import whom
from tests.cast import case_of, member
from tests.notifications.telling import at_once, forget

pytestmark = pytest.mark.django_db


def invited(by: Viewer, guest: Viewer) -> Event:
    """An event that tells the guest's agency, alone in the outbox."""
    case = case_of(by)
    forget()
    case.invite(by=by, agency=guest.agency)
    return Event.objects.get(verb="case.invited", root_id=case.pk)


def overdue() -> None:
    """As if the leases of all rows had run out."""
    Outbox.objects.update(due_at=Now() - LEASE)


def test_an_event_is_told_once_and_leaves_the_outbox(thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    invited(thai_analyst, khmer_liaison)
    assert dispatch() >= 1
    assert not Outbox.objects.exists()
    assert dispatch() == 0
    assert Notification.objects.count() == 1


def test_events_that_tell_nobody_leave_the_outbox_too(thai_analyst: Viewer) -> None:
    case_of(thai_analyst)
    assert Outbox.objects.exists()
    dispatch()
    assert not Outbox.objects.exists()


def test_what_is_rolled_back_tells_nobody(thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    case = case_of(thai_analyst)
    forget()
    with pytest.raises(RuntimeError), transaction.atomic():
        case.invite(by=thai_analyst, agency=khmer_liaison.agency)
        raise RuntimeError
    dispatch()
    assert not Notification.objects.exists()


def test_a_dispatcher_that_died_with_its_lease_is_followed_by_another(
    thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    invited(thai_analyst, khmer_liaison)
    assert lease(Outbox.objects.all(), most=10)
    assert dispatch() == 0
    overdue()
    dispatch()
    assert Notification.objects.count() == 1


def test_a_lease_that_ran_out_while_its_holder_lived_tells_once(thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    event = invited(thai_analyst, khmer_liaison)
    [slow] = [row for row in lease(Outbox.objects.all(), most=10) if row.event_id == event.id]
    overdue()
    dispatch()
    assert dispatching._tell(slow) is False
    assert Notification.objects.count() == 1


def test_a_poison_event_holds_up_no_other_and_is_given_up(
    thai_analyst: Viewer, khmer_liaison: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    poison = invited(thai_analyst, khmer_liaison)
    case = case_of(thai_analyst, title="Another")
    case.invite(by=thai_analyst, agency=khmer_liaison.agency)

    def poisoned(event: Event) -> Any:
        if event.id == poison.id:
            raise ZeroDivisionError
        return whom(event)

    monkeypatch.setattr(dispatching, "whom", poisoned)
    for _ in range(TRIES + 1):
        dispatch()
        overdue()
    assert [note.object_id for note in Notification.objects.all()] == [case.pk]
    left = Outbox.objects.get()
    assert (left.event_id, left.dead_at is not None) == (poison.id, True)
    monkeypatch.undo()
    revive(Outbox.objects.all())
    dispatch()
    assert Notification.objects.count() == 2


def test_an_event_whose_worker_dies_each_time_is_given_up(thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    invited(thai_analyst, khmer_liaison)
    for _ in range(TRIES):
        assert lease(Outbox.objects.all(), most=10)
        overdue()
    assert lease(Outbox.objects.all(), most=10) == []
    assert Outbox.objects.exclude(dead_at=None).exists()


@pytest.mark.django_db(transaction=True)
def test_several_dispatchers_at_once_tell_each_event_once(thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    forget()
    for n in range(30):
        case = case_of(thai_analyst, title=f"Case {n}")
        case.invite(by=thai_analyst, agency=khmer_liaison.agency)

    at_once(dispatch)
    assert Notification.objects.filter(verb="case.invited").count() == 30
    assert not Outbox.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_an_event_committed_late_is_not_skipped(thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    early, late = case_of(thai_analyst, title="Early"), case_of(thai_analyst, title="Late")
    forget()
    written, go_on = threading.Event(), threading.Event()

    def slow() -> None:
        try:
            with transaction.atomic():
                early.invite(by=thai_analyst, agency=khmer_liaison.agency)
                written.set()
                go_on.wait(20)
        finally:
            connection.close()

    thread = threading.Thread(target=slow)
    thread.start()
    assert written.wait(20)
    late.invite(by=thai_analyst, agency=khmer_liaison.agency)
    dispatch()
    assert {note.object_id for note in Notification.objects.all()} == {late.pk}
    go_on.set()
    thread.join()
    dispatch()
    assert {note.object_id for note in Notification.objects.all()} == {early.pk, late.pk}


def test_what_is_told_costs_no_query_more_for_more_people(
    thai_analyst: Viewer, khmer_liaison: Viewer, ranong: Case, django_assert_max_num_queries: Any
) -> None:
    for n in range(40):
        member(khmer_liaison.agency, Role.LIAISON, name=f"Officer {n}")
    event = invited(thai_analyst, khmer_liaison)
    people = whom(event)
    assert len(people) == 41
    with django_assert_max_num_queries(6):
        tell(event, people)
    assert Delivery.objects.count() == 41
