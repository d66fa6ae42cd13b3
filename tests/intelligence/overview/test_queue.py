"""What we owe and what we asked: of all that has a clock, due first, for the eyes of who does it."""

from datetime import timedelta
from typing import Any

import pytest
from django.db.models import F

from access.viewer import Viewer
from audit.models import Event
from coordination_center.errors import IllegalMove
from intelligence.hits.answering import refuse
from intelligence.hits.models import Query, Sighting, Watch
from intelligence.hits.question import Question
from intelligence.hits.watching import note, watch
from intelligence.overview.queue import Item, queue_of
from intelligence.releases.models import Release
from tests.agencies.door import browser
from tests.api import Program
from tests.cast import member
from tests.intelligence.hits.world import PHONE, asks, hits_of, holds, worked
from tests.intelligence.overview.world import queries, released, seen_by
from tests.intelligence.rfis.conftest import ask, line_of
from tests.intelligence.writing import a_report

pytestmark = pytest.mark.django_db
DESK = 16  # queries
HOUR = timedelta(hours=1)


def kinds(items: list[Item]) -> list[str]:
    return [item.kind for item in items]


def wants(by: Viewer, of: Viewer, **said: Any) -> Release:
    made: Release = Release.ask(by=by, owner=of.agency, purpose="To find the recruiter", report=a_report(of), **said)
    return made


def standing(by: Viewer) -> Watch:
    return watch(Question.said(numbers=[("phone", PHONE, "TH")]), purpose="The recruiter", days=9, by=by)


def test_what_is_due_first_stands_on_top_whatever_it_is(thai_liaison: Viewer, khmer_liaison: Viewer) -> None:
    holds(thai_liaison, "Tawan Saelim")
    asks(khmer_liaison, "Tawan Saelim")  # 48 hours
    worked()
    wants(khmer_liaison, thai_liaison, urgency="urgent")  # 8 hours
    ask(khmer_liaison, thai_liaison, urgency="threat_to_life")  # 1 hour
    owed, asked = queue_of(thai_liaison).owed, queue_of(khmer_liaison).asked
    assert kinds(owed) == ["rfi", "release", "hit"]
    assert kinds(asked) == ["rfi", "release", "contact"]
    assert {item.agency for item in owed} == {khmer_liaison.agency.name}
    assert (queue_of(thai_liaison).asked, queue_of(khmer_liaison).owed) == ([], [])


def test_what_was_asked_back_is_the_askers_next_step(thai_liaison: Viewer, khmer_liaison: Viewer) -> None:
    wants(thai_liaison, khmer_liaison).ask_back(by=khmer_liaison, text="Why?")
    line_of(ask(thai_liaison, khmer_liaison), khmer_liaison).ask_back(by=khmer_liaison, text="Why?")
    asked = queue_of(thai_liaison).asked
    assert [(item.ours, item.due, item.clock[1]) for item in asked] == [(True, None, "Paused: asked back")] * 2
    assert [item.ours for item in queue_of(khmer_liaison).owed] == [False]


def test_what_is_answered_leaves(thai_liaison: Viewer, khmer_liaison: Viewer) -> None:
    holds(khmer_liaison, "Tawan Saelim")
    asks(thai_liaison, "Tawan Saelim")
    worked()
    line = wants(thai_liaison, khmer_liaison)
    assert kinds(queue_of(thai_liaison).asked) == ["contact", "release"]
    refuse(hits_of(khmer_liaison)[0], by=khmer_liaison, reason="Ours")
    line.approve(by=khmer_liaison)
    assert queue_of(thai_liaison).asked == []
    assert queue_of(khmer_liaison).owed == []


def test_who_may_not_decide_is_not_asked_to(thai_analyst: Viewer, thai_liaison: Viewer, khmer_liaison: Viewer) -> None:
    wants(khmer_liaison, thai_liaison)
    assert kinds(queue_of(thai_liaison).owed) == ["release"]
    assert queue_of(thai_analyst).owed == []


def test_offers_and_recalls_are_ours_to_answer(thai_liaison: Viewer, khmer_liaison: Viewer) -> None:
    Release.offer(a_report(khmer_liaison), by=khmer_liaison, asker=thai_liaison.agency, purpose="Yours")
    released(a_report(khmer_liaison), thai_liaison, by=khmer_liaison).recall(by=khmer_liaison, reason="A tip")
    assert sorted(kinds(queue_of(thai_liaison).owed)) == ["offer", "recall"]


def test_a_late_contact_says_so(thai_liaison: Viewer, khmer_liaison: Viewer) -> None:
    holds(khmer_liaison, "Tawan Saelim")
    asks(thai_liaison, "Tawan Saelim")
    Query.objects.update(at=F("at") - 50 * HOUR)
    (item,) = queue_of(thai_liaison).asked
    assert item.clock[0] == "danger"


def test_an_answer_to_a_standing_query_is_on_the_desk_until_it_is_noted(
    thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    row = standing(thai_analyst)
    page, colleague = browser(thai_analyst), browser(member(thai_analyst.agency, "analyst", name="A colleague"))
    assert "Standing query answered" not in page.get("/").content.decode()
    holds(khmer_liaison, phone=PHONE)
    worked()
    desk = page.get("/").content.decode()
    assert "Standing query answered" in desk
    assert khmer_liaison.agency.name in desk
    assert kinds(queue_of(thai_analyst).asked) == ["standing"]
    assert "Standing query answered" not in colleague.get("/").content.decode()
    assert colleague.post(f"/hits/standing/{row.pk}/note/").status_code == 404
    assert page.post(f"/hits/standing/{row.pk}/note/").status_code == 302
    assert "Standing query answered" not in page.get("/").content.decode()
    assert page.post(f"/hits/standing/{row.pk}/note/").status_code == 409
    assert Event.objects.filter(verb="hit.noted", actor=thai_analyst.person_id).count() == 1
    holds(khmer_liaison, phone=PHONE)
    worked()
    assert "Standing query answered" in page.get("/").content.decode()


def test_nobody_notes_another_persons_standing_query(thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    row = standing(thai_analyst)
    holds(khmer_liaison, phone=PHONE)
    worked()
    with pytest.raises(IllegalMove):
        note(row, by=member(thai_analyst.agency, "analyst", name="A colleague"))
    assert Sighting.objects.get().noted_at is None
    program = Program(thai_analyst)
    assert program.get(f"/hits/standing/{row.pk}/").json()["news"] is True
    assert program.post(f"/hits/standing/{row.pk}/note/").json()["news"] is False
    assert program.post(f"/hits/standing/{row.pk}/note/").status_code == 409


def test_the_desk_shows_what_is_due_first(thai_liaison: Viewer, khmer_liaison: Viewer) -> None:
    holds(thai_liaison, "Tawan Saelim")
    asks(khmer_liaison, "Tawan Saelim")
    worked()
    wants(khmer_liaison, thai_liaison, urgency="urgent")
    ask(khmer_liaison, thai_liaison, urgency="threat_to_life")
    desk = browser(thai_liaison).get("/").content.decode()
    places = [desk.index(words) for words in ("1 request for information", "asks for a report", "Hit: ")]
    assert places == sorted(places)


def test_a_third_agencys_business_is_in_no_queue(
    thai_liaison: Viewer, khmer_liaison: Viewer, malay_liaison: Viewer
) -> None:
    def between_others() -> None:
        ask(malay_liaison, khmer_liaison)
        wants(malay_liaison, khmer_liaison)
        holds(khmer_liaison, "Nobody Else")
        asks(malay_liaison, "Nobody Else")
        worked()

    assert seen_by(thai_liaison, between_others) == seen_by(thai_liaison, lambda: None)


def test_queue_and_desk_keep_to_their_queries(thai_liaison: Viewer, khmer_liaison: Viewer) -> None:
    standing(thai_liaison)
    for n in range(3):
        holds(khmer_liaison, f"Tawan Saelim {n}", phone=PHONE)
        holds(thai_liaison, f"Malee Srisuk {n}")
        asks(thai_liaison, f"Tawan Saelim {n}")
        asks(khmer_liaison, f"Malee Srisuk {n}")
        wants(khmer_liaison, thai_liaison)
        wants(thai_liaison, khmer_liaison)
        ask(khmer_liaison, thai_liaison)
        ask(thai_liaison, khmer_liaison)
    worked()
    assert queries(thai_liaison, "/intelligence/queue/") <= DESK
    assert queries(thai_liaison, "/") <= DESK
