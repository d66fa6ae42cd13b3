"""Clocks press once at each stage, on whoever is to act, and tell the centre of the desk alone."""

from datetime import timedelta
from typing import Any

import pytest
from django.db.models.functions import Now
from django.utils import timezone

from access.viewer import Viewer
from agencies.models import Agency, Role
from audit.models import Event
from cases.models import Case
from cases.plan.models import Action
from intelligence.releases.models import Release
from intelligence.rfis.models import Addressee, Recipient, Rfi
from notifications.clocks import tick
from notifications.codes import Stage
from notifications.deadlines import CLOCKS, IN_DAYS, IN_MINUTES
from notifications.models import Notification, Step
from notifications.running import running
from tests.agencies.door import browser
from tests.cast import fresh, member, taken_in
from tests.notifications.telling import at_once, forget, lines, told

pytestmark = pytest.mark.django_db


def asked(by: Viewer, of: Viewer, **said: Any) -> Release:
    line: Release = Release.ask(
        by=by, owner=of.agency, **({"purpose": "An inquiry", "reference": "2222-3333-4444"} | said)
    )
    forget()
    return line


def late_by(release: Release, late: timedelta) -> None:
    """As if the clock had run out so long ago (negative: as if it ran that long still)."""
    Release.objects.unscoped("the test moves the clock").filter(pk=release.pk).update(due_at=Now() - late)


def verbs() -> list[str]:
    return list(Event.objects.filter(verb__startswith="clock.").order_by("id").values_list("verb", flat=True))


def test_it_warns_runs_out_and_goes_to_the_supervisor_each_once(thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    boss = member(khmer_liaison.agency, Role.SUPERVISOR, name="The Supervisor")
    release = asked(thai_analyst, khmer_liaison)
    assert tick() == 0
    for late, verb in ((-timedelta(hours=11), "clock.warned"), (timedelta(minutes=1), "clock.overdue"),
                       (timedelta(hours=25), "clock.escalated")):  # fmt: skip
        late_by(release, late)
        assert tick() == 1
        assert tick() == 0
        assert verbs()[-1] == verb
    assert told(khmer_liaison) == ["clock.warned", "clock.overdue"]
    assert told(boss) == ["clock.escalated"]
    assert told(thai_analyst) == []


def test_a_missed_beat_tells_of_the_last_stage_alone(thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    release = asked(thai_analyst, khmer_liaison)
    late_by(release, timedelta(hours=30))
    assert tick() == 1
    assert verbs() == ["clock.escalated"]
    assert tick() == 0


def test_the_centre_hears_of_the_desk_and_never_of_the_record(
    thai_analyst: Viewer, khmer_liaison: Viewer, centre: Agency
) -> None:
    head = member(centre, Role.SUPERVISOR, name="Head of the Centre")
    release = asked(thai_analyst, khmer_liaison)
    late_by(release, timedelta(days=4))
    tick()
    assert told(head) == ["clock.unanswered"]
    event = Event.objects.get(verb="clock.unanswered")
    assert (event.object_type, event.object_id) == ("agency", khmer_liaison.agency_id)
    assert str(release.pk) not in str(event.detail) + browser(head).get("/inbox/").content.decode()


def test_a_clock_that_was_put_off_presses_anew(thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    release = asked(thai_analyst, khmer_liaison)
    late_by(release, timedelta(minutes=1))
    tick()
    late_by(release, -timedelta(hours=40))
    assert tick() == 0
    late_by(release, timedelta(minutes=2))
    assert tick() == 1
    assert verbs() == ["clock.overdue", "clock.overdue"]


def test_an_answered_request_presses_no_more(thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    release = asked(thai_analyst, khmer_liaison)
    release.refuse(by=khmer_liaison, reason="We hold nothing")
    late_by(release, timedelta(days=9))
    assert tick() == 0


def test_asked_back_the_clock_stands(thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    Rfi.send(by=thai_analyst, to=[Recipient(khmer_liaison.agency)], question="Who rents it?", purpose="To find them")
    line = Addressee.objects.visible_to(khmer_liaison).get()
    line.ask_back(by=khmer_liaison, text="Which house?")
    Addressee.objects.unscoped("the test moves the clock").update(due_at=Now() - timedelta(days=9))
    forget()
    assert tick() == 0


def test_an_urgent_clock_presses_in_hours_and_its_telling_is_urgent(
    thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    release = asked(thai_analyst, khmer_liaison, urgency="urgent")
    late_by(release, -timedelta(hours=1))
    tick()
    assert told(khmer_liaison) == ["clock.warned"]
    assert [line.note.urgent for line in lines(khmer_liaison)] == [True]


def test_a_restricted_item_presses_on_its_readers_alone(
    ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer, malay_liaison: Viewer
) -> None:
    taken_in(ranong, malay_liaison, by=thai_analyst)
    Action.add(ranong, by=thai_analyst, text="Between us", agency=khmer_liaison.agency,
               due=timezone.localdate() - timedelta(days=1),
               only=[thai_analyst.agency, khmer_liaison.agency])  # fmt: skip
    forget()
    tick()
    assert told(khmer_liaison) == ["clock.overdue"]
    assert told(fresh(malay_liaison)) == told(thai_analyst) == []
    assert running(fresh(malay_liaison)) == []


@pytest.mark.django_db(transaction=True)
def test_two_beats_at_once_write_each_stage_once(thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    for n in range(12):
        late_by(asked(thai_analyst, khmer_liaison, reference=f"2222-3333-44{n:02}"), timedelta(minutes=1))

    at_once(tick)
    assert len(verbs()) == Step.objects.count() == 12


def test_the_page_lists_what_one_has_to_do_and_how_far_it_has_gone(
    thai_analyst: Viewer, khmer_liaison: Viewer, malay_liaison: Viewer
) -> None:
    release = asked(thai_analyst, khmer_liaison)
    late_by(release, timedelta(minutes=5))
    [one] = running(khmer_liaison)
    assert (one.stage, one.url, one.title) == (Stage.OVERDUE, f"/releases/{release.pk}/", "2222-3333-4444")
    assert "2222-3333-4444" in browser(khmer_liaison).get("/inbox/clocks/").content.decode()
    for other in (thai_analyst, malay_liaison):
        assert running(other) == []


def test_what_each_stage_takes() -> None:
    assert IN_DAYS.reached(-timedelta(hours=13)) is None
    assert IN_DAYS.reached(-timedelta(hours=12)) == Stage.WARNED
    assert IN_DAYS.reached(timedelta(days=3)) == Stage.CENTRE
    assert IN_MINUTES.reached(timedelta(minutes=20)) == Stage.SUPERVISOR


def test_every_clock_can_be_asked(django_assert_max_num_queries: Any) -> None:
    stages = sum(len(clock.pressing.after) for clock in CLOCKS.values())
    with django_assert_max_num_queries(stages):
        assert tick() == 0
    assert not Notification.objects.exists()
