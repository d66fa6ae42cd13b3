"""A report in a case is a reference: seen by those who may see both, and no trace for anybody else."""

from uuid import uuid4

import pytest

from access.exclusion import exclude
from access.grants import sync
from access.viewer import Viewer
from cases.models import Case
from coordination_center.errors import IllegalMove, NotAllowed, Unseen
from intelligence.releases.models import Release
from intelligence.usage.models import Use
from intelligence.usage.rules import AskFirst
from tests.agencies.door import browser
from tests.api import Program
from tests.cases.warrants.people import warrant
from tests.cast import case_of, fresh, member, taken_in
from tests.intelligence.usage.acts import legal, released, report_of, seen
from tests.intelligence.writing import MARKS, a_report

pytestmark = pytest.mark.django_db


def everything(viewer: Viewer, case: Case) -> str:
    """Every page and answer on which a trace could be."""
    page, program = browser(viewer), Program(viewer)
    rooms = ("", "timeline/", "intelligence/", "sharing/", "log/", "history/", "warrants/")
    pages = [page.get(f"/cases/{case.pk}/{room}").content.decode() for room in rooms]
    pages += [page.get(where).content.decode() for where in ("/", "/cases/", "/reports/")]
    pages += [program.get(f"/cases/{case.pk}/{room}").content.decode() for room in ("", "intelligence/", "timeline/")]
    return "".join(pages)


def test_one_s_own_report_is_attached_and_seen_by_those_who_have_it(
    ranong: Case, thai_analyst: Viewer, thai_liaison: Viewer, khmer_liaison: Viewer
) -> None:
    report = report_of(thai_analyst, "H1", "H2")
    use = Use.attach(report, by=thai_analyst, case=ranong)
    assert (seen(thai_analyst, ranong), seen(khmer_liaison, ranong)) == ([report], [])
    line = released(report, khmer_liaison, thai_liaison)
    assert seen(khmer_liaison, ranong) == [report]
    shown = browser(khmer_liaison).get(f"/cases/{ranong.pk}/intelligence/").content.decode()
    assert MARKS["title"] in shown
    line.recall(by=thai_liaison)
    assert seen(khmer_liaison, ranong) == []
    assert not Use.objects.visible_to(khmer_liaison).filter(pk=use.pk).exists()


def test_whoever_has_not_the_report_meets_no_trace(ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    report = report_of(thai_analyst)
    before = Case.objects.visible_to(khmer_liaison).get(pk=ranong.pk)
    clean = everything(khmer_liaison, ranong)
    use = Use.attach(report, by=thai_analyst, case=ranong)
    assert browser(thai_analyst).get(f"/cases/{ranong.pk}/intelligence/").status_code == 200
    assert browser(thai_analyst).get(f"/reports/{report.pk}/").status_code == 200
    shown = everything(khmer_liaison, ranong)
    for trace in (str(use.pk), str(report.pk), report.reference, "attached an intelligence", "read the report"):
        assert trace not in shown
    assert shown.count("<tr>") == clean.count("<tr>")
    after = Case.objects.visible_to(khmer_liaison).get(pk=ranong.pk)
    assert (after.version, after.updated_at) == (before.version, before.updated_at)
    assert Program(khmer_liaison).get(f"/cases/{ranong.pk}/intelligence/").json() == {"results": [], "older": None}
    assert Program(khmer_liaison).get(f"/cases/{ranong.pk}/intelligence/{use.pk}/").status_code == 404


def test_the_lead_s_log_does_not_tell_of_a_partner_s_report(
    ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer
) -> None:
    report = report_of(khmer_liaison)
    Use.attach(report, by=khmer_liaison, case=ranong)
    assert browser(khmer_liaison).get(f"/cases/{ranong.pk}/intelligence/").status_code == 200
    assert browser(khmer_liaison).get(f"/reports/{report.pk}/").status_code == 200
    log = browser(thai_analyst).get(f"/cases/{ranong.pk}/log/").content.decode()
    assert "read the case" in log
    assert "report" not in log.split("<main")[1].lower().replace("reports", "")


def test_attaching_beside_agencies_that_do_not_have_it_needs_leave(
    ranong: Case, thai_analyst: Viewer, thai_liaison: Viewer, khmer_liaison: Viewer, malay_liaison: Viewer
) -> None:
    report = report_of(khmer_liaison, "H2", hides=False)
    released(report, thai_liaison, khmer_liaison)
    Use.attach(report, by=thai_analyst, case=ranong).detach(by=thai_analyst)  # among the two alone nothing is passed on
    taken_in(ranong, malay_liaison, by=thai_analyst, level="observer")
    with pytest.raises(AskFirst) as refusal:
        Use.attach(report, by=thai_analyst, case=ranong)
    assert (refusal.value.leave, refusal.value.report) == ("cases", report)
    to_malay = released(report, malay_liaison, khmer_liaison)
    use = Use.attach(report, by=thai_analyst, case=ranong)
    assert seen(malay_liaison, ranong) == [report]
    use.detach(by=thai_analyst)
    to_malay.recall(by=khmer_liaison)
    released(report, thai_liaison, khmer_liaison, "cases")
    Use.attach(report, by=thai_analyst, case=ranong)
    assert (seen(thai_analyst, ranong), seen(malay_liaison, ranong)) == ([report], [])


def test_the_refusal_does_not_tell_who_has_it(
    ranong: Case, thai_analyst: Viewer, thai_liaison: Viewer, khmer_liaison: Viewer, malay_liaison: Viewer
) -> None:
    """Where recipients are kept from one another, the answer is the same whether the third agency has the report."""
    taken_in(ranong, malay_liaison, by=thai_analyst)
    report = report_of(khmer_liaison)
    released(report, thai_liaison, khmer_liaison)
    answers = []
    for _round in range(2):
        with pytest.raises(AskFirst) as refusal:
            Use.attach(report, by=thai_analyst, case=ranong)
        answers.append(refusal.value.message)
        released(report, malay_liaison, khmer_liaison)
    assert len(set(answers)) == 1


def test_an_attachment_does_not_tell_a_hidden_recipient_who_else_has_it(
    ranong: Case, thai_analyst: Viewer, thai_liaison: Viewer, khmer_liaison: Viewer, malay_liaison: Viewer
) -> None:
    taken_in(ranong, malay_liaison, by=thai_analyst)
    report = report_of(khmer_liaison, tlp="GREEN")  # free to pass on, and still nobody learns of it by this
    released(report, thai_liaison, khmer_liaison)
    released(report, malay_liaison, khmer_liaison)
    Use.attach(report, by=thai_analyst, case=ranong)
    assert (seen(malay_liaison, ranong), seen(khmer_liaison, ranong)) == ([], [report])
    Use.attach(report, by=malay_liaison, case=ranong)  # nor does trying the same
    assert len(seen(malay_liaison, ranong)) == 1


def test_later_participants_see_nothing(
    ranong: Case, thai_analyst: Viewer, thai_liaison: Viewer, khmer_liaison: Viewer, malay_liaison: Viewer
) -> None:
    report = report_of(khmer_liaison, "H2")
    released(report, thai_liaison, khmer_liaison)
    Use.attach(report, by=thai_analyst, case=ranong)
    taken_in(ranong, malay_liaison, by=thai_analyst)
    assert report.reference not in everything(malay_liaison, ranong)
    assert seen(thai_analyst, ranong) == [report]


@pytest.mark.parametrize("ends", ["recall", "expiry", "exclusion", "marking", "role"])
def test_what_it_rests_on_ends_and_so_does_it(
    ends: str, ranong: Case, thai_analyst: Viewer, thai_liaison: Viewer, khmer_liaison: Viewer, malay_liaison: Viewer
) -> None:
    taken_in(ranong, malay_liaison, by=thai_analyst)
    report = report_of(khmer_liaison, tlp="GREEN")
    line = released(report, thai_liaison, khmer_liaison)
    use = Use.attach(report, by=thai_analyst, case=ranong)
    where = f"/cases/{ranong.pk}/intelligence/{use.pk}/"
    program = Program(thai_analyst)
    assert program.get(where).status_code == 200
    if ends == "recall":
        line.recall(by=khmer_liaison)
    elif ends == "expiry":
        type(line).objects.filter(pk=line.pk).update(until="2001-01-01T00:00:00Z")
        sync(report)
    elif ends == "exclusion":
        exclude(by=khmer_liaison, on=report, agency=thai_analyst.agency)
    elif ends == "marking":
        report.refresh_from_db()
        report.mark(by=khmer_liaison, version=report.version, handling=["H2"])
    else:
        thai_analyst.person.memberships.update(roles=["admin"])
    assert program.get(where).status_code == 404
    page = browser(fresh(thai_analyst)).get(f"/cases/{ranong.pk}/intelligence/")
    assert report.reference not in page.content.decode()


def test_a_request_by_law_needs_the_originator_s_leave(
    ranong: Case, thai_analyst: Viewer, thai_liaison: Viewer, khmer_liaison: Viewer
) -> None:
    report, where = report_of(khmer_liaison, "H1"), legal(ranong, thai_analyst)
    released(report, thai_liaison, khmer_liaison)
    with pytest.raises(AskFirst) as refusal:
        Use.attach(report, by=thai_analyst, case=ranong, **where)
    assert refusal.value.leave == "judicial"
    Use.attach(report, by=thai_analyst, case=ranong)  # to the case itself it may be
    line = released(report, thai_liaison, khmer_liaison, "judicial")
    use = Use.attach(report, by=thai_analyst, case=ranong, **where)
    line.recall(by=khmer_liaison)
    left = Use.objects.under(thai_analyst, ranong)
    assert not left.filter(pk=use.pk).exists()
    assert left.count() == 1
    page = browser(khmer_liaison).get(f"/reports/{report.pk}/").content.decode()
    assert "In a legal request" in page
    assert ranong.title in page


def test_the_originator_s_own_needs_none(ranong: Case, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    report = report_of(khmer_liaison, "H1")
    use = Use.attach(report, by=khmer_liaison, case=ranong, **legal(ranong, thai_analyst))
    assert Use.objects.visible_to(khmer_liaison).filter(pk=use.pk).exists()
    report.withdraw(by=khmer_liaison, reason="Wrong pier")
    assert not Use.objects.visible_to(khmer_liaison).filter(pk=use.pk).exists()


def test_stricter_counts_from_the_next_request(
    ranong: Case, thai_analyst: Viewer, thai_liaison: Viewer, khmer_liaison: Viewer
) -> None:
    report, where = report_of(khmer_liaison), legal(ranong, thai_analyst)
    released(report, thai_liaison, khmer_liaison)
    use = Use.attach(report, by=thai_analyst, case=ranong, **where)
    program, address = Program(thai_analyst), f"/cases/{ranong.pk}/intelligence/{use.pk}/"
    assert program.get(address).status_code == 200
    report.refresh_from_db()
    report.mark(by=khmer_liaison, version=report.version, handling=["H1"])
    assert program.get(address).status_code == 404
    report.mark(by=khmer_liaison, version=report.version, handling=[])
    assert program.get(address).status_code == 200


def test_h1_of_what_it_quotes_counts_for_the_quoting_report(
    ranong: Case, thai_analyst: Viewer, thai_liaison: Viewer, thai_supervisor: Viewer, khmer_liaison: Viewer
) -> None:
    source = report_of(khmer_liaison, "H1")
    released(source, thai_liaison, khmer_liaison)
    derived = a_report(thai_analyst, validated=False)
    derived.quote(by=thai_analyst, source=source)
    derived.submit(by=thai_analyst)
    derived.validate(by=thai_supervisor)
    where = legal(ranong, thai_analyst)
    with pytest.raises(AskFirst) as refusal:
        Use.attach(derived, by=thai_analyst, case=ranong, **where)
    assert refusal.value.report == source
    line = released(source, thai_liaison, khmer_liaison, "judicial")
    Use.attach(derived, by=thai_analyst, case=ranong, **where)
    assert seen(thai_analyst, ranong) == [derived]
    line.recall(by=khmer_liaison)
    assert seen(thai_analyst, ranong) == []


def test_red_is_attached_by_its_originator_among_named_people_alone(
    thai_analyst: Viewer, thai_liaison: Viewer, khmer_liaison: Viewer, ranong: Case
) -> None:
    report = report_of(thai_analyst, tlp="RED")
    with pytest.raises(IllegalMove):
        Use.attach(report, by=thai_analyst, case=ranong)
    closed = case_of(thai_analyst, title="Closed", named=[(thai_analyst.person, thai_analyst.agency)])
    Use.attach(report, by=thai_analyst, case=closed)
    assert seen(thai_analyst, closed) == [report]
    closed.name(by=thai_analyst, person=thai_liaison.person, agency=thai_liaison.agency)
    assert seen(thai_liaison, closed) == []
    with pytest.raises(IllegalMove):
        Use.attach(report_of(thai_analyst, tlp="RED"), by=thai_analyst, case=closed)
    theirs = report_of(khmer_liaison, tlp="RED")
    with pytest.raises(Unseen):
        Use.attach(theirs, by=thai_analyst, case=closed)
    line = Release.ask(by=thai_analyst, owner=theirs.originator, purpose="Ours", reference=theirs.reference,
                       person=thai_analyst.person)  # fmt: skip
    line.approve(by=khmer_liaison)
    with pytest.raises(IllegalMove):  # it was released to this very person, and is still not theirs to put anywhere
        Use.attach(theirs, by=thai_analyst, case=closed)


def test_who_may_not(
    ranong: Case, thai_analyst: Viewer, thai_admin: Viewer, khmer_liaison: Viewer, malay_liaison: Viewer
) -> None:
    report = report_of(thai_analyst)
    with pytest.raises(Unseen):  # sees neither
        Use.attach(report, by=malay_liaison, case=ranong)
    with pytest.raises(Unseen):  # sees the case, not the report
        Use.attach(report, by=khmer_liaison, case=ranong)
    with pytest.raises(Unseen):  # sees the report, not the case
        Use.attach(report_of(malay_liaison), by=malay_liaison, case=ranong)
    with pytest.raises(Unseen):
        Use.attach(report, by=thai_admin, case=ranong)
    with pytest.raises(NotAllowed):  # reads both, and its role writes nothing there
        Use.attach(report, by=member(thai_analyst.agency, "caseworker"), case=ranong)
    taken_in(ranong, malay_liaison, by=thai_analyst, level="observer")
    with pytest.raises(NotAllowed):
        Use.attach(report_of(malay_liaison), by=malay_liaison, case=ranong)


def test_no_other_case_s_request_and_no_draft(ranong: Case, thai_analyst: Viewer) -> None:
    elsewhere = legal(case_of(thai_analyst, title="Elsewhere"), thai_analyst)
    report = report_of(thai_analyst)
    for wrong in (elsewhere, {"kind": "warrant", "record": uuid4()}):
        with pytest.raises(Unseen):
            Use.attach(report, by=thai_analyst, case=ranong, **wrong)
    with pytest.raises(IllegalMove):
        Use.attach(a_report(thai_analyst, validated=False), by=thai_analyst, case=ranong)


def test_a_request_for_some_is_for_nobody_else(
    ranong: Case, thai_analyst: Viewer, thai_liaison: Viewer, khmer_liaison: Viewer
) -> None:
    hidden = warrant(ranong, thai_analyst, only=[thai_analyst.agency])
    report = report_of(thai_analyst, hides=False)
    released(report, khmer_liaison, thai_liaison)
    with pytest.raises(Unseen):
        Use.attach(report, by=khmer_liaison, case=ranong, kind="warrant", record=hidden.pk)
    Use.attach(report, by=thai_analyst, case=ranong, kind="warrant", record=hidden.pk)
    assert (seen(thai_analyst, ranong), seen(khmer_liaison, ranong)) == ([report], [])


def test_once_and_only_by_who_attached_it_out_again(
    ranong: Case, thai_analyst: Viewer, thai_liaison: Viewer, khmer_liaison: Viewer
) -> None:
    report = report_of(thai_analyst, hides=False)
    released(report, khmer_liaison, thai_liaison)
    use = Use.attach(report, by=thai_analyst, case=ranong)
    with pytest.raises(IllegalMove):
        Use.attach(report, by=thai_analyst, case=ranong)
    with pytest.raises(NotAllowed):
        use.detach(by=khmer_liaison)
    use.detach(by=thai_analyst)
    with pytest.raises(Unseen):
        use.detach(by=thai_analyst)
    Use.attach(report, by=thai_analyst, case=ranong)
