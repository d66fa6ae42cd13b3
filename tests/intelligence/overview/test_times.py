"""Answer times: of one's own agency's pairs, by the clocks of the domain, and nothing of what one may not see."""

from datetime import timedelta
from typing import Any

import pytest
from django.db.models import F

from access.exclusion import exclude
from access.viewer import Viewer
from intelligence.hits.answering import refuse
from intelligence.hits.models import Hit, Query
from intelligence.overview.times import times_of
from intelligence.releases.models import Release
from tests.agencies.door import browser
from tests.cast import fresh, member
from tests.intelligence.hits.world import asks, hits_of, holds, own_case, worked
from tests.intelligence.overview.world import queries, released, seen_by
from tests.intelligence.rfis.conftest import ask, line_of
from tests.intelligence.writing import a_report

pytestmark = pytest.mark.django_db
DETAIL = 12
HOUR = timedelta(hours=1)


def told(agencies: Any) -> dict[tuple[str, str], tuple[int, int, int, int]]:
    """(agency, kind) -> asked, done, open, overdue."""
    return {
        (name, line.code): (line.pair.sent, line.pair.done, line.pair.waiting, line.pair.late)
        for name, lines in agencies
        for line in lines
    }


def wants(by: Viewer, of: Viewer, **said: Any) -> Release:
    made: Release = Release.ask(by=by, owner=of.agency, purpose="Ours", report=a_report(of), **said)
    return made


def earlier(line: Release, **span: int) -> None:
    """Let the request have been made so long ago."""
    ago = timedelta(**span)
    rows = Release.objects.unscoped("a test moves time").filter(pk=line.pk)
    rows.update(created_at=F("created_at") - ago, due_at=F("due_at") - ago)
    line.refresh_from_db()


def test_a_request_for_a_report_is_timed_for_both_sides(thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    line = wants(thai_analyst, khmer_liaison)
    earlier(line, hours=3)
    line.approve(by=khmer_liaison)
    wants(thai_analyst, khmer_liaison)
    asked, owed = times_of(thai_analyst).asked, times_of(khmer_liaison).owed
    assert told(asked) == {(khmer_liaison.agency.name, "release"): (2, 1, 1, 0)}
    assert told(owed) == {(thai_analyst.agency.name, "release"): (2, 1, 1, 0)}
    (median,) = {agencies[0][1][0].pair.median for agencies in (asked, owed)}
    assert median is not None
    assert abs(median - 3 * HOUR) < timedelta(minutes=1)
    assert (times_of(thai_analyst).owed, times_of(khmer_liaison).asked) == ([], [])


def test_the_time_that_was_asked_back_does_not_count(thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    line = wants(thai_analyst, khmer_liaison, urgency="urgent")
    earlier(line, hours=5)
    line.ask_back(by=khmer_liaison, text="Why?")
    rows = Release.objects.unscoped("a test moves time").filter(pk=line.pk)
    rows.update(created_at=F("created_at") - 10 * HOUR, due_at=F("due_at") - 10 * HOUR)  # ten hours until the reply
    line.refresh_from_db()
    line.reply(by=thai_analyst, text="Because")
    line.refuse(by=khmer_liaison, reason="Not now")
    assert line.took is not None
    assert abs(line.took - 5 * HOUR) < timedelta(minutes=1)
    assert abs(line.paused_for - 10 * HOUR) < timedelta(minutes=1)


def test_offers_and_withdrawn_requests_are_no_requests(thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    released(a_report(khmer_liaison), thai_analyst, by=khmer_liaison)
    wants(thai_analyst, khmer_liaison).withdraw(by=thai_analyst)
    assert (times_of(thai_analyst).asked, times_of(khmer_liaison).owed) == ([], [])


def test_overdue_is_by_the_clock_and_not_while_it_stands(thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    late, paused = (wants(thai_analyst, khmer_liaison, urgency="urgent") for _n in range(2))
    paused.ask_back(by=khmer_liaison, text="Why?")
    earlier(late, hours=9)
    earlier(paused, hours=9)
    assert told(times_of(khmer_liaison).owed) == {(thai_analyst.agency.name, "release"): (2, 0, 2, 1)}


def test_all_kinds_of_one_agency_stand_together(thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    line_of(ask(thai_analyst, khmer_liaison), khmer_liaison).respond(by=khmer_liaison, answer="negative")
    wants(thai_analyst, khmer_liaison)
    holds(khmer_liaison, "Tawan Saelim")
    asks(thai_analyst, "Tawan Saelim")
    worked()
    name = khmer_liaison.agency.name
    assert told(times_of(thai_analyst).asked) == {
        (name, "rfi"): (1, 1, 0, 0), (name, "release"): (1, 0, 1, 0), (name, "hit"): (1, 0, 1, 0),
    }  # fmt: skip
    assert told(times_of(khmer_liaison).owed)[thai_analyst.agency.name, "hit"] == (1, 0, 1, 0)
    assert queries(thai_analyst, "/intelligence/answer-times/") <= DETAIL


def test_many_records_behind_one_contact_are_one_answer(thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    for _n in range(3):
        holds(khmer_liaison, "Tawan Saelim")
    asks(thai_analyst, "Tawan Saelim")
    worked()
    assert told(times_of(thai_analyst).asked) == {(khmer_liaison.agency.name, "hit"): (1, 0, 1, 0)}
    refuse(hits_of(khmer_liaison)[0], by=khmer_liaison, reason="Ours")
    assert told(times_of(thai_analyst).asked) == {(khmer_liaison.agency.name, "hit"): (1, 1, 0, 0)}
    Query.objects.update(at=F("at") - 49 * HOUR)
    Hit.objects.unscoped("a test moves time").update(due_at=F("due_at") - 49 * HOUR)
    assert told(times_of(khmer_liaison).owed)[thai_analyst.agency.name, "hit"] == (3, 1, 2, 2)


def test_what_a_colleague_asked_does_not_count(thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    holds(khmer_liaison, "Tawan Saelim")
    asks(member(thai_analyst.agency, "analyst", name="A colleague"), "Tawan Saelim")
    worked()
    assert times_of(thai_analyst).asked == []


def test_a_hit_on_a_record_that_one_does_not_see_does_not_count(
    khmer_liaison: Viewer, thai_analyst: Viewer, thai_supervisor: Viewer
) -> None:
    case = own_case(thai_supervisor)
    holds(thai_supervisor, "Tawan Saelim", case=case)
    asks(khmer_liaison, "Tawan Saelim")
    worked()
    assert told(times_of(thai_analyst).owed) == {(khmer_liaison.agency.name, "hit"): (1, 0, 1, 0)}
    exclude(by=thai_supervisor, on=case, person=thai_analyst.person)
    assert times_of(fresh(thai_analyst)).owed == []


def test_a_third_agency_is_never_among_the_pairs(
    thai_analyst: Viewer, khmer_liaison: Viewer, malay_liaison: Viewer
) -> None:
    def between_others() -> None:
        line_of(ask(malay_liaison, khmer_liaison), khmer_liaison).respond(by=khmer_liaison, answer="negative")
        wants(malay_liaison, khmer_liaison).approve(by=khmer_liaison)
        holds(khmer_liaison, "Nobody Else")
        asks(malay_liaison, "Nobody Else")
        worked()

    assert seen_by(thai_analyst, between_others) == seen_by(thai_analyst, lambda: None)


def test_whether_there_is_a_report_is_not_told_by_the_clock(thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    def about(reference: str) -> None:
        Release.ask(by=thai_analyst, owner=khmer_liaison.agency, purpose="Ours", reference=reference)

    report = a_report(khmer_liaison)
    assert seen_by(thai_analyst, lambda: about(report.reference)) == seen_by(
        thai_analyst, lambda: about("2222-3333-4444")
    )


def test_roles_that_ask_no_hits_see_no_hits(ngo: Any, khmer_liaison: Viewer) -> None:
    caseworker = member(ngo, "caseworker")
    wants(caseworker, khmer_liaison)
    page = browser(caseworker).get("/intelligence/answer-times/")
    assert page.status_code == 200
    assert told(times_of(caseworker).asked) == {(khmer_liaison.agency.name, "release"): (1, 0, 1, 0)}
