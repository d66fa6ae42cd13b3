"""Who is told of an alert, and the clocks that run on it."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db.models.functions import Now
from django.utils import timezone

from access.exclusion import exclude
from access.viewer import Viewer
from agencies.models import Agency, Role
from audit.models import Event
from cases.alerts.codes import Word
from cases.alerts.models import Alert, AlertDesk
from cases.models import Case
from notifications.choosing import watch
from notifications.clocks import tick
from notifications.models import Delivery
from notifications.running import running
from notifications.sending import send_due
from tests.cases.alerts.conftest import desk_of
from tests.cast import fresh, member
from tests.notifications.telling import forget
from tests.notifications.telling import told as told_all

pytestmark = pytest.mark.django_db


def told(viewer: Viewer) -> list[str]:
    """The verbs of alerts and clocks in the viewer's inbox, oldest first."""
    return [verb for verb in told_all(viewer) if verb.startswith(("alert.", "clock."))]


def late(alert: Alert, by: timedelta) -> None:
    """As if the desks had been asked so long ago that their half hour ran out so long ago."""
    AlertDesk.objects.unscoped("a test").filter(alert=alert).update(due_at=Now() - by)


def test_the_desks_are_told_urgently_whatever_the_hour(
    alert: Alert, malay_liaison: Viewer, lao_liaison: Viewer, khmer_liaison: Viewer, thai_liaison: Viewer
) -> None:
    admin = member(malay_liaison.agency, Role.ADMIN)
    for viewer in (malay_liaison, lao_liaison):
        assert told(viewer) == ["alert.raised"]
    assert told(khmer_liaison) == told(admin) == told(thai_liaison) == []
    found = Delivery.objects.filter(kind="alert")
    assert found.exists()
    assert not found.exclude(urgent=True, digest=False, due_at__lte=timezone.now()).exists()


def test_who_is_shut_out_meanwhile_is_told_nothing(
    alert: Alert, ranong: Case, thai_analyst: Viewer, malay_liaison: Viewer
) -> None:
    exclude(by=thai_analyst, on=ranong, agency=malay_liaison.agency)
    assert told(fresh(malay_liaison)) == []


def test_answers_reach_the_issuer_and_messages_the_other_side(
    alert: Alert, thai_liaison: Viewer, malay_liaison: Viewer, lao_liaison: Viewer
) -> None:
    forget()
    desk = alert.acknowledge(by=malay_liaison, word=Word.INFORMATION, text="x")
    assert told(thai_liaison) == ["alert.acknowledged", "alert.wrote"]
    alert.write(desk, by=thai_liaison, text="y")
    assert told(malay_liaison) == ["alert.wrote"]
    assert told(lao_liaison) == []


def test_sent_again_and_added_desks(
    alert: Alert, thai_liaison: Viewer, malay_liaison: Viewer, lao_liaison: Viewer, khmer_liaison: Viewer
) -> None:
    alert.acknowledge(by=malay_liaison)
    forget()
    Alert.objects.unscoped("a test").update(told_at=Now() - timedelta(hours=1))
    alert.resend(by=thai_liaison)
    alert.add_desks(by=thai_liaison, desks=[khmer_liaison.agency_id])
    assert told(lao_liaison) == ["alert.resent"]
    assert told(khmer_liaison) == ["alert.desks_added"]
    assert told(malay_liaison) == []


def test_its_end_is_told_to_every_desk_but_a_withdrawn_one(
    alert: Alert, thai_liaison: Viewer, malay_liaison: Viewer, lao_liaison: Viewer
) -> None:
    alert.withdraw_desk(desk_of(alert, lao_liaison), by=thai_liaison)
    forget()
    alert.close(by=thai_liaison, outcome="safe")
    assert told(malay_liaison) == ["alert.closed"]
    assert told(lao_liaison) == []


def test_the_review_is_told_to_the_supervisors_and_pressed(
    vital: Alert, thai_police: Agency, thai_supervisor: Viewer
) -> None:
    second = member(thai_police, Role.SUPERVISOR, name="Anong Rattana")
    assert told(second) == ["alert.raised"]
    assert told(thai_supervisor) == []
    Alert.objects.unscoped("a test").update(review_due_at=Now() + timedelta(hours=1))
    assert tick() == 1
    assert told(second)[-1] == "clock.warned"
    assert [one.what for one in running(second)] == ["Urgent alert to review"]
    vital.review(by=second, confirm=True)
    Alert.objects.unscoped("a test").update(review_due_at=Now() - timedelta(hours=9))
    assert tick() == 0


def test_a_silent_desk_is_pressed_then_its_supervisor_then_the_centre(
    alert: Alert, malay_liaison: Viewer, lao_liaison: Viewer, centre: Agency
) -> None:
    boss = member(malay_liaison.agency, Role.SUPERVISOR, name="The Supervisor")
    keeper = member(centre, Role.LIAISON)
    alert.acknowledge(by=lao_liaison)
    forget()
    for minutes, verb in (
        (-10, "clock.warned"),
        (1, "clock.overdue"),
        (16, "clock.escalated"),
        (31, "clock.unanswered"),
    ):
        late(alert, timedelta(minutes=minutes))
        assert (tick(), tick()) == (1, 0)
        last = Event.objects.filter(verb__startswith="clock.").order_by("id").values_list("verb", flat=True)
        assert list(last)[-1] == verb
    assert "clock.escalated" in told(boss)
    assert told(keeper) == ["clock.unanswered"]
    assert told(lao_liaison) == []


def test_no_clock_presses_who_has_acknowledged_was_withdrawn_or_once_it_has_ended(
    alert: Alert, thai_liaison: Viewer, malay_liaison: Viewer, lao_liaison: Viewer
) -> None:
    alert.acknowledge(by=malay_liaison)
    late(alert, timedelta(hours=1))
    assert tick() == 1  # the Lao desk
    alert.close(by=thai_liaison, outcome="safe")
    late(alert, timedelta(hours=2))
    assert tick() == 0


def test_watching_tells_of_what_the_watcher_may_know(
    alert: Alert, malay_liaison: Viewer, lao_liaison: Viewer, thai_liaison: Viewer
) -> None:
    watch(lao_liaison, alert, "watched")
    forget()
    desk = alert.acknowledge(by=malay_liaison, word=Word.INFORMATION, text="x")
    alert.write(desk, by=thai_liaison, text="y")
    assert told(lao_liaison) == []  # the line of another desk


def test_a_mail_says_that_an_alert_waits_and_no_more(alert: Alert, malay_liaison: Viewer) -> None:
    told(malay_liaison)
    send_due()
    (found,) = [one for one in mail.outbox if one.to == [malay_liaison.person.email]]
    assert found.subject == "Urgent: An alert waits for your desk"
    assert alert.originator.name not in found.body
