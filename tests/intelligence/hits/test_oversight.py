"""Oversight reads who asks how much, never what; and plants canaries."""

from datetime import timedelta

import pytest
from django.utils import timezone

from access.viewer import Viewer
from audit.models import Event
from coordination_center.errors import IllegalMove, NotAllowed
from intelligence.hits.canaries import plant, take_out
from intelligence.hits.models import Canary, Unscreened
from intelligence.hits.oversight import alarms, busiest, patterns
from intelligence.hits.question import Question
from tests.agencies.door import browser
from tests.api import Program
from tests.cast import member
from tests.intelligence.hits.world import answer, asks, hits_of, holds, worked

pytestmark = pytest.mark.django_db
BAIT = Question.said(names=["Zephyrine Okonkwo"], numbers=[("phone", "+66 81 999 0000", "TH")])


@pytest.fixture
def keeper(thai_analyst: Viewer) -> Viewer:
    """Oversight of the Thai police."""
    return member(thai_analyst.agency, "oversight", name="Sirikit Thongdee")


def test_a_canary_rings_with_oversight_and_with_nobody_else(
    keeper: Viewer, thai_analyst: Viewer, malay_liaison: Viewer, overseer: Viewer
) -> None:
    plant(BAIT, by=keeper)
    assert answer(asks(malay_liaison, "Zephyrine Okonkwo")) == []
    assert answer(asks(malay_liaison, phone="081 999 0000")) == []
    worked()
    rung = alarms(keeper)
    assert [(ring.agency, ring.who, "Zephyrine" in ring.what) for ring in rung] == [
        (malay_liaison.agency.name, "", True)
    ] * 2
    assert hits_of(thai_analyst) == []
    assert [ring.what for ring in alarms(overseer)] == ["", ""]
    assert Event.objects.filter(verb="canary.found", owner=thai_analyst.agency_id).count() == 2


def test_a_canary_that_is_written_as_a_record_rings_and_answers_nothing(
    keeper: Viewer, malay_liaison: Viewer, thai_analyst: Viewer
) -> None:
    plant(BAIT, by=keeper)
    subject = holds(malay_liaison, "Zephyrine Okonkwo")
    worked()
    Unscreened.objects.create(record=subject.pk)
    worked()
    assert hits_of(malay_liaison) == hits_of(thai_analyst) == []
    assert [(ring.agency, ring.who) for ring in alarms(keeper)] == [(malay_liaison.agency.name, "")]
    watchful = member(malay_liaison.agency, "oversight", name="Zainal Abidin")
    assert [(ring.who, ring.what) for ring in alarms(watchful)] == [(malay_liaison.person.name, "")]


def test_a_record_that_was_there_before_the_canary_rings_nothing(keeper: Viewer, malay_liaison: Viewer) -> None:
    holds(malay_liaison, "Zephyrine Okonkwo")
    worked()
    plant(BAIT, by=keeper)
    worked()
    assert alarms(keeper) == []


def test_a_canary_that_was_taken_out_is_silent(keeper: Viewer, malay_liaison: Viewer) -> None:
    row = plant(BAIT, by=keeper)
    take_out(row, by=keeper)
    asks(malay_liaison, "Zephyrine Okonkwo")
    worked()
    assert alarms(keeper) == []
    with pytest.raises(IllegalMove):
        take_out(row, by=keeper)


def test_only_oversight_plants_and_only_its_own(keeper: Viewer, thai_analyst: Viewer, overseer: Viewer) -> None:
    with pytest.raises(NotAllowed):
        plant(BAIT, by=thai_analyst)
    row = plant(BAIT, by=keeper)
    assert browser(overseer).post(f"/oversight/canaries/{row.pk}/end/").status_code == 404
    with pytest.raises(IllegalMove):
        take_out(row, by=overseer)
    assert Canary.objects.filter(removed_at=None).count() == 1


def test_patterns_count_people_and_never_say_what(
    keeper: Viewer, thai_analyst: Viewer, malay_liaison: Viewer, overseer: Viewer
) -> None:
    holds(malay_liaison, "Tawan Saelim")
    for name in ("Tawan Saelim", "Anong Rattana", "Prasert Bunmi"):
        asks(thai_analyst, name)
    asks(malay_liaison, "Wichai Kaewmanee")
    (own,) = patterns(keeper)
    assert (own.person, own.asked, own.hits, own.busiest, own.unusual) == ("Ladda Phromsiri", 3, 1, 3, False)
    assert [(one.person, one.asked) for one in patterns(overseer)] == [("", 3), ("", 1)]
    page = browser(keeper).get("/oversight/questions/").content.decode()
    assert "Ladda Phromsiri" in page
    assert not any(name in page for name in ("Tawan", "Anong", "Wichai"))


def test_the_busiest_hour_slides() -> None:
    now = timezone.now()
    assert busiest([now + timedelta(minutes=m) for m in (0, 50, 55, 65, 109, 300)]) == 4
    assert busiest([]) == 0


def test_the_page_and_the_api(keeper: Viewer, malay_liaison: Viewer, thai_analyst: Viewer) -> None:
    pen, program = browser(keeper), Program(keeper)
    assert pen.post("/oversight/questions/", {"name": "Zephyrine Okonkwo", "kind": "Person"}).status_code == 302
    assert pen.post("/oversight/questions/", {"name": ""}).status_code == 422
    made = program.post("/oversight/canaries/", {"names": ["Ottoline Vandermeer"]})
    assert made.status_code == 201
    assert len(program.get("/oversight/canaries/").json()) == 2
    asks(malay_liaison, "Ottoline Vandermeer")
    worked()
    assert len(program.get("/oversight/questions/").json()["alarms"]) == 1
    assert program.client.delete(f"/api/oversight/canaries/{made.json()['id']}/").status_code == 204
    assert browser(thai_analyst).get("/oversight/questions/").status_code == 404
