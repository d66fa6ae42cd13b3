"""Attaching a report as two agencies click it, and by programs: the way to the originator where it has to be asked."""

from typing import Any
from uuid import uuid4

import pytest

from access.viewer import Viewer
from audit.models import Event
from cases.models import Case
from intelligence.releases.models import Release
from intelligence.usage.models import Use
from tests.agencies.door import browser
from tests.api import Program
from tests.cases.joining.two import merged, phuket
from tests.cast import case_of, taken_in
from tests.intelligence.usage.acts import legal, released, report_of
from tests.intelligence.writing import MARKS

__all__ = ["phuket"]
pytestmark = pytest.mark.django_db


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_from_the_report_to_the_warrant_by_the_originator_s_leave(
    ranong: Case, thai_liaison: Viewer, khmer_liaison: Viewer
) -> None:
    report, where = report_of(khmer_liaison, "H1", "H2"), legal(ranong, thai_liaison)
    released(report, thai_liaison, khmer_liaison)
    thai, khmer = browser(thai_liaison), browser(khmer_liaison)
    address = f"/reports/{report.pk}/uses/"
    assert address in text(thai.get(f"/reports/{report.pk}/"))
    assert ranong.title in text(thai.get(address))
    assert "W 12/2560" in text(thai.get(address, {"case": str(ranong.pk)}))
    body = {"case": ranong.pk, "target": f"warrant:{where['record']}"}
    refused = thai.post(address, body)
    assert refused.status_code == 409
    assert "not in judicial proceedings" in text(refused)
    ask = f"/releases/new/?owner={report.originator_id}&amp;reference={report.reference}&amp;learned=reference"
    assert ask in text(refused)
    asked = thai.post("/releases/new/", {
        "owner": report.originator_id, "reference": report.reference, "learned": "reference", "urgency": "routine",
        "purpose": "For the warrant", "wanted_leave": ["judicial"],
    })  # fmt: skip
    line = Release.objects.visible_to(khmer_liaison).get(purpose="For the warrant")
    assert asked.status_code == 302
    decision = text(khmer.get(f"/releases/{line.pk}/approval/"))
    assert "In legal requests" in decision
    khmer.post(f"/releases/{line.pk}/approval/", {"leave": ["judicial"], "digest": report.digest()})
    assert "May be used" in text(thai.get(f"/releases/{line.pk}/"))
    assert thai.post(address, body).status_code == 302
    tab = text(thai.get(f"/cases/{ranong.pk}/intelligence/"))
    assert MARKS["title"] in tab
    assert "Warrant W 12/2560" in tab
    assert ranong.title in text(khmer.get(f"/reports/{report.pk}/"))
    khmer.post(f"/releases/{line.pk}/recall/", {"reason_if": "A tip"})
    assert MARKS["title"] not in text(thai.get(f"/cases/{ranong.pk}/intelligence/"))


def test_the_originator_knows_the_agency_and_the_case_only_where_it_sees_it(
    ranong: Case, thai_analyst: Viewer, thai_liaison: Viewer, khmer_liaison: Viewer
) -> None:
    report = report_of(khmer_liaison)
    released(report, thai_liaison, khmer_liaison)
    unseen = case_of(thai_analyst, title="Of no concern to them")
    Use.attach(report, by=thai_analyst, case=unseen)
    Use.attach(report, by=thai_analyst, case=ranong)
    page = text(browser(khmer_liaison).get(f"/reports/{report.pk}/"))
    assert unseen.title not in page
    assert str(unseen.pk) not in page
    assert page.count("In a case") == 2
    derived = Program(khmer_liaison).get(f"/reports/{report.pk}/uses/").json()["derived"]
    assert sorted(one["name"] for one in derived) == ["", ranong.title]
    assert Program(thai_liaison).get(f"/reports/{report.pk}/uses/").json()["derived"] == []
    log = text(browser(khmer_liaison).get(f"/reports/{report.pk}/log/"))
    assert "attached the report to a case" in log
    assert str(unseen.pk) not in log


def test_every_step_is_recorded_with_its_reader(ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    report = report_of(thai_analyst)
    use = Use.attach(report, by=thai_analyst, case=ranong)
    use.detach(by=thai_analyst)
    told = Event.objects.filter(verb__in=["use.attached", "use.detached"]).order_by("id")
    assert [(one.verb, one.root_id, one.object_id, one.owner) for one in told] == [
        ("use.attached", ranong.pk, use.pk, thai_analyst.agency_id),
        ("use.detached", ranong.pk, use.pk, thai_analyst.agency_id),
    ]
    for one in Event.objects.filter(verb__in=["report.used", "report.unused"]):
        assert (one.root_id, one.detail) == (report.pk, {})
    assert "attached an intelligence report" in text(browser(thai_analyst).get(f"/cases/{ranong.pk}/timeline/"))
    assert "intelligence report" not in text(browser(khmer_liaison).get(f"/cases/{ranong.pk}/timeline/"))


def test_programs_are_answered_alike_for_what_is_not_theirs(
    ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer, malay_liaison: Viewer
) -> None:
    report, foreign = report_of(thai_analyst), report_of(khmer_liaison)
    program, address = Program(thai_analyst), f"/cases/{ranong.pk}/intelligence/"
    answers = [program.post(address, {"report": str(pk)}) for pk in (foreign.pk, uuid4())]
    assert [one.status_code for one in answers] == [400, 400] or [one.status_code for one in answers] == [422, 422]
    assert answers[0].json() == answers[1].json()
    assert program.post(address, {"report": str(report.pk), "note": "x"}).status_code in (400, 422)
    made = program.post(address, {"report": str(report.pk)}, key="one")
    assert made.status_code == 201
    again = program.post(address, {"report": str(report.pk)}, key="one")
    assert again.json()["id"] == made.json()["id"]
    assert program.post(address, {"report": str(report.pk)}, key="two").status_code == 409
    other = case_of(thai_analyst, title="Another")
    for stranger in (Program(khmer_liaison), Program(malay_liaison)):
        assert stranger.get(f"{address}{made.json()['id']}/").status_code == 404
        assert stranger.client.delete(f"/api{address}{made.json()['id']}/").status_code == 404
    under_another = f"/api/cases/{other.pk}/intelligence/{made.json()['id']}/"
    assert program.client.delete(under_another).status_code == 404
    assert program.client.delete(f"/api{address}{made.json()['id']}/").status_code == 204
    assert program.get(f"{address}{made.json()['id']}/").status_code == 404


def test_pages_refuse_what_the_verb_refuses(
    ranong: Case, thai_analyst: Viewer, thai_liaison: Viewer, khmer_liaison: Viewer, malay_liaison: Viewer
) -> None:
    report = report_of(khmer_liaison, "H2")
    released(report, thai_liaison, khmer_liaison)
    page = browser(thai_analyst)
    assert page.post(f"/reports/{report.pk}/uses/", {"case": uuid4()}).status_code == 404
    assert page.post(f"/reports/{report.pk}/uses/", {"case": "nonsense"}).status_code == 404
    assert page.post(f"/reports/{report.pk}/uses/", {"case": ranong.pk, "target": "warrant:x"}).status_code == 422
    assert browser(malay_liaison).get(f"/reports/{report.pk}/uses/").status_code == 404
    use = Use.attach(report, by=thai_analyst, case=ranong)
    end = f"/cases/{ranong.pk}/intelligence/{use.pk}/end/"
    assert browser(malay_liaison).post(end).status_code == 404
    taken_in(ranong, malay_liaison, by=thai_analyst)
    assert browser(malay_liaison).post(end).status_code == 404
    assert browser(khmer_liaison).post(end).status_code == 403
    assert page.post(end).status_code == 302
    assert page.post(end).status_code == 404
    again = page.post(f"/reports/{report.pk}/uses/", {"case": ranong.pk, "target": "whole"})
    assert again.status_code == 409
    assert "leave=cases" in text(again)


@pytest.mark.parametrize("count", [1, 9])
def test_the_room_costs_the_same_for_many_as_for_few(
    ranong: Case, thai_analyst: Viewer, thai_liaison: Viewer, khmer_liaison: Viewer,
    django_assert_max_num_queries: Any, count: int,
) -> None:  # fmt: skip
    where = legal(ranong, thai_analyst)
    for number in range(count):
        report = report_of(khmer_liaison)
        released(report, thai_liaison, khmer_liaison)
        Use.attach(report, by=thai_analyst, case=ranong, **(where if number % 2 else {}))
    page = browser(thai_analyst)
    page.get(f"/cases/{ranong.pk}/intelligence/")
    with django_assert_max_num_queries(15):  # 2 are the test's savepoint
        assert text(page.get(f"/cases/{ranong.pk}/intelligence/")).count("Titlemark") == count


def test_a_warrant_s_own_page_lists_its_reports_for_who_may_read_both(
    ranong: Case, thai_liaison: Viewer, khmer_liaison: Viewer
) -> None:
    report, where = report_of(thai_liaison), legal(ranong, thai_liaison)
    other = legal(ranong, thai_liaison)
    page = f"/cases/{ranong.pk}/warrants/{where['record']}/"
    plain = len(text(browser(khmer_liaison).get(page)))
    Use.attach(report, by=thai_liaison, case=ranong, **where)
    mine = text(browser(thai_liaison).get(page))
    assert (MARKS["title"] in mine, report.reference in mine) == (True, True)
    assert MARKS["title"] not in text(browser(thai_liaison).get(f"/cases/{ranong.pk}/warrants/{other['record']}/"))
    theirs = text(browser(khmer_liaison).get(page))
    assert not any(word in theirs for word in (MARKS["title"], report.reference, "Attached reports"))
    assert abs(len(theirs) - plain) < 40, "nothing but what changes with each request"
    line = released(report, khmer_liaison, thai_liaison, withheld=("title",))
    theirs = text(browser(khmer_liaison).get(page))
    assert (report.reference in theirs, MARKS["title"] in theirs) == (True, False)
    line.recall(by=thai_liaison, reason="A tip")
    assert report.reference not in text(browser(khmer_liaison).get(page))


def test_a_case_that_took_another_over_says_where_its_reports_stayed(
    ranong: Case, phuket: Case, thai_liaison: Viewer, khmer_liaison: Viewer
) -> None:
    own, other = report_of(thai_liaison), report_of(khmer_liaison)
    Use.attach(own, by=thai_liaison, case=ranong)
    Use.attach(other, by=khmer_liaison, case=ranong)
    page = f"/cases/{phuket.pk}/intelligence/"
    assert "stays attached" not in text(browser(khmer_liaison).get(page))
    merged(ranong, phuket, by=thai_liaison, and_by=khmer_liaison)
    shown = text(browser(khmer_liaison).get(page))
    assert "1 report that you may read stays attached" in shown, "its own, and not the one that it may not read"
    assert ranong.title in shown
    assert not Use.objects.visible_to(khmer_liaison).filter(case=phuket).exists()
    released(own, khmer_liaison, thai_liaison)
    assert "2 reports that you may read stay attached" in text(browser(khmer_liaison).get(page))
