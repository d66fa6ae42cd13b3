"""A request upon a hit reaches the desk with its report, and tells the asking side no more than one out of the blue."""

from typing import Any
from uuid import uuid4

import pytest

from access.decide import can
from access.viewer import Viewer
from cases.subjects.models.lines import Name
from coordination_center.errors import IllegalMove, Invalid
from intelligence.hits.models import Hit
from intelligence.releases.models import Release
from intelligence.reports.models import Report
from intelligence.reports.models.content import About
from tests.agencies.door import browser
from tests.api import Program
from tests.intelligence.hits.world import asks, holds, worked
from tests.intelligence.writing import MARKS, a_report

pytestmark = pytest.mark.django_db


def asked(by: Viewer, owner: Viewer, question: Any) -> Release:
    line: Release = Release.ask(by=by, owner=owner.agency, purpose="Ours", learned="hit", hit_id=question)
    return line


def test_from_the_question_to_the_release(khmer_liaison: Viewer, thai_liaison: Viewer) -> None:
    report = a_report(khmer_liaison)
    query = asks(thai_liaison, MARKS["subjects"])
    worked()
    page, desk = browser(thai_liaison), browser(khmer_liaison)
    link = f"/releases/new/?learned=hit&amp;owner={khmer_liaison.agency_id}&amp;hit={query.pk}"
    assert link in page.get(query.get_absolute_url()).content.decode()
    form = page.get("/releases/new/", {"learned": "hit", "owner": str(khmer_liaison.agency_id), "hit": str(query.pk)})
    assert f'value="{query.pk}"' in form.content.decode()
    sent = page.post("/releases/new/", {"owner": khmer_liaison.agency_id, "hit": query.pk, "learned": "hit",
                                        "purpose": "Ours", "urgency": "routine"})  # fmt: skip
    assert sent.status_code == 302
    line = Release.objects.visible_to(khmer_liaison).get()
    assert line.report == report
    hit = Hit.objects.visible_to(khmer_liaison).get()
    shown = desk.get(f"/releases/{line.pk}/").content.decode()
    assert hit.get_absolute_url() in shown
    assert MARKS["title"] in shown
    desk.post(f"/releases/{line.pk}/approval/", {"digest": report.digest()})
    assert can(thai_liaison, "report.see", report)
    hit.refresh_from_db()
    assert (hit.state, hit.how, hit.outcome) == ("answered", "release", line.pk)


def test_a_refusal_refuses_the_hit_with_it(khmer_liaison: Viewer, thai_liaison: Viewer) -> None:
    a_report(khmer_liaison)
    query = asks(thai_liaison, MARKS["subjects"])
    worked()
    asked(thai_liaison, khmer_liaison, query.pk).refuse(by=khmer_liaison, reason="Not now")
    hit = Hit.objects.visible_to(khmer_liaison).get()
    assert (hit.state, hit.reason) == ("refused", "Not now")


def test_the_asker_learns_nothing_of_what_was_met(khmer_liaison: Viewer, thai_liaison: Viewer) -> None:
    """Upon a report, upon a subject of a case, and before the hit is raised: the answers are the same but for ids."""
    seen: list[Any] = []
    for made in (lambda: a_report(khmer_liaison), lambda: holds(khmer_liaison, "Chan Dara Nobody")):
        made()
        name = MARKS["subjects"] if not seen else "Chan Dara Nobody"
        query = asks(thai_liaison, name)
        worked()
        body = {"owner": str(khmer_liaison.agency_id), "hit": str(query.pk), "purpose": "Ours", "learned": "hit"}
        program = Program(thai_liaison)
        answer = program.post("/releases/", body)
        assert answer.status_code == 201
        line = answer.json()["release"] | {"id": "", "created_at": "", "updated_at": "", "due_at": ""}
        page = browser(thai_liaison).get(f"/releases/{answer.json()['release']['id']}/").content.decode()
        assert "/hits/received/" not in page
        seen.append((line, answer.json()["report"], answer.json()["messages"]))
    assert seen[0] == seen[1]
    assert not Report.objects.visible_to(thai_liaison).exists()


def test_only_one_s_own_question_that_named_the_owner(
    khmer_liaison: Viewer, thai_liaison: Viewer, thai_analyst: Viewer, malay_liaison: Viewer
) -> None:
    a_report(khmer_liaison)
    mine, nothing = asks(thai_liaison, MARKS["subjects"]), asks(thai_liaison, "Nobody Atall Whatsoever")
    worked()
    refusals = []
    for by, owner, question in (
        (thai_analyst, khmer_liaison, mine.pk), (malay_liaison, khmer_liaison, mine.pk),
        (thai_liaison, malay_liaison, mine.pk), (thai_liaison, khmer_liaison, nothing.pk),
        (thai_liaison, khmer_liaison, uuid4()),
    ):  # fmt: skip
        with pytest.raises(Invalid) as refusal:
            asked(by, owner, question)
        refusals.append(refusal.value.fields)
    assert all(one == refusals[0] for one in refusals)
    assert not Release.objects.visible_to(khmer_liaison).exists()


def test_several_reports_are_left_to_the_desk(khmer_liaison: Viewer, thai_liaison: Viewer) -> None:
    same = About(names=[Name("Sok Subjectmark")])
    first, second = a_report(khmer_liaison, subjects=[same]), a_report(khmer_liaison, subjects=[same], title="Two")
    query = asks(thai_liaison, "Sok Subjectmark")
    worked()
    line = asked(thai_liaison, khmer_liaison, query.pk)
    assert line.report is None
    shown = browser(khmer_liaison).get(f"/releases/{line.pk}/").content.decode()
    hits = Hit.objects.visible_to(khmer_liaison)
    assert len(hits) == 2
    assert all(hit.get_absolute_url() in shown for hit in hits)
    line.match(by=khmer_liaison, report=second)
    line.approve(by=khmer_liaison)
    assert (can(thai_liaison, "report.see", first), can(thai_liaison, "report.see", second)) == (False, True)
    assert sorted(hit.state for hit in Hit.objects.visible_to(khmer_liaison)) == ["answered", "open"]


def test_once_for_one_question(khmer_liaison: Viewer, thai_liaison: Viewer) -> None:
    a_report(khmer_liaison)
    query = asks(thai_liaison, MARKS["subjects"])
    worked()
    asked(thai_liaison, khmer_liaison, query.pk)
    with pytest.raises(IllegalMove):
        asked(thai_liaison, khmer_liaison, query.pk)


CLEARED = "A child is aboard the blue boat."


def in_danger(by: Viewer, owner: Viewer, **how: Any) -> list[str]:
    """What a request upon a hit, where a life is at risk, is told at once."""
    query = asks(by, MARKS["subjects"])
    worked()
    body = {"owner": str(owner.agency_id), "hit": str(query.pk), "purpose": "Now", "learned": "hit"}
    answer = Program(by).post("/releases/", body | {"urgency": "threat_to_life"} | how)
    assert answer.status_code == 201
    return [message["text"] for message in answer.json()["messages"]]


def test_a_hit_does_not_draw_what_was_cleared_for_who_knows_the_report(
    khmer_liaison: Viewer, thai_liaison: Viewer
) -> None:
    a_report(khmer_liaison, tearline=CLEARED)
    assert in_danger(thai_liaison, khmer_liaison) == []
    assert Release.objects.visible_to(khmer_liaison).get().report is not None, "the desk has it before it"


def test_a_hit_draws_what_was_cleared_for_hits(khmer_liaison: Viewer, thai_liaison: Viewer) -> None:
    a_report(khmer_liaison, tearline=CLEARED, cover={"tearline_for_hits": True})
    assert in_danger(thai_liaison, khmer_liaison) == [CLEARED]


def test_who_names_the_report_has_what_was_cleared_though_a_hit_led_there(
    khmer_liaison: Viewer, thai_liaison: Viewer
) -> None:
    report = a_report(khmer_liaison, tearline=CLEARED)
    assert in_danger(thai_liaison, khmer_liaison, reference="AAAA-BBBB-CCCC") == []
    Release.objects.visible_to(thai_liaison).get().withdraw(by=thai_liaison)
    assert in_danger(thai_liaison, khmer_liaison, reference=report.reference.lower().replace("-", " ")) == [CLEARED]
