"""A report is answered with, released upon a hit, recalled: and after a recall no surface gives a byte of it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from access.decide import can
from access.viewer import Viewer
from cases.subjects.models.lines import Name
from coordination_center.errors import Invalid, NotAllowed
from intelligence.hits.models import Hit
from intelligence.releases.models import Release
from intelligence.reports.models import Report
from intelligence.reports.models.content import About
from intelligence.rfis.models import Addressee, Recipient, Rfi
from tests.agencies.door import browser
from tests.api import Program
from tests.cast import member
from tests.intelligence.hits.world import answer, asks, worked
from tests.intelligence.writing import MARKS, a_report

pytestmark = pytest.mark.django_db


def inquiry(asker: Viewer, asked: Viewer) -> Addressee:
    Rfi.send(by=asker, to=[Recipient(asked.agency)], question="Who is the recruiter?", purpose="Our inquiry")
    row: Addressee = Addressee.objects.visible_to(asked).select_related("rfi__originator", "agency").get()
    return row


def test_a_request_is_answered_with_a_report(
    khmer_liaison: Viewer, thai_analyst: Viewer, malay_liaison: Viewer
) -> None:
    report, line = a_report(khmer_liaison), inquiry(thai_analyst, khmer_liaison)
    with pytest.raises(Invalid):
        line.respond(by=khmer_liaison, answer="positive", report=a_report(malay_liaison))
    with pytest.raises(NotAllowed):
        line.respond(by=member(khmer_liaison.agency, "analyst"), answer="positive", report=report)
    assert not can(thai_analyst, "report.see", report)
    line.respond(by=khmer_liaison, answer="positive", report=report)
    assert can(thai_analyst, "report.see", report)
    assert not can(malay_liaison, "report.see", report)


def test_a_hit_on_a_report_is_answered_by_its_release(khmer_liaison: Viewer, thai_liaison: Viewer) -> None:
    report = a_report(khmer_liaison)
    assert answer(asks(thai_liaison, MARKS["subjects"])) == [khmer_liaison.agency.name]
    worked()
    hit = Hit.objects.visible_to(khmer_liaison).get(noun="report_subject")
    assert not can(thai_liaison, "report.see", report)
    page = browser(khmer_liaison)
    assert "Release the report" in page.get(f"/hits/received/{hit.pk}/").content.decode()
    sent = page.post(f"/hits/received/{hit.pk}/release/", {"purpose": "Ours", "withheld": ["place"]})
    assert sent.status_code == 302
    assert can(thai_liaison, "report.see", report)
    hit.refresh_from_db()
    assert (hit.state, hit.how) == ("answered", "release")


def test_a_recall_empties_every_surface(khmer_liaison: Viewer, thai_liaison: Viewer) -> None:
    report = a_report(khmer_liaison, validated=False)
    file = report.attach(by=khmer_liaison, file=SimpleUploadedFile("seen.txt", b"Seen at the pier"))
    report.submit(by=khmer_liaison)
    report.validate(by=khmer_liaison)
    line = Release.ask(by=thai_liaison, owner=report.originator, purpose="Ours", reference=report.reference)
    line.approve(by=khmer_liaison)
    derived = a_report(thai_liaison, title="Derived", validated=False)
    derived.quote(by=thai_liaison, source=report)
    page, program = browser(thai_liaison), Program(thai_liaison)
    own = [f"/reports/{report.pk}/", f"/reports/{report.pk}/files/{file.pk}/"]
    around = ["/reports/", f"/reports/{derived.pk}/", f"/releases/{line.pk}/", "/releases/", "/"]
    assert [page.get(where).status_code for where in own] == [200, 200]
    assert program.get(f"/reports/{report.pk}/").status_code == 200
    line.recall(by=khmer_liaison, reason="A tip")
    assert [page.get(where).status_code for where in own] == [404, 404]
    assert program.get(f"/reports/{report.pk}/").status_code == 404
    seen = "".join(page.get(where).content.decode() for where in around)
    seen += program.get("/reports/").content.decode() + program.get(f"/reports/{derived.pk}/").content.decode()
    assert MARKS["title"] not in seen
    found = page.post("/reports/search/", {"q": "Titlemark"}).content.decode()
    assert str(report.pk) not in found


def test_a_subject_for_some_is_for_nobody_else(khmer_liaison: Viewer, thai_liaison: Viewer) -> None:
    hidden = About(names=[Name("Only Cambodian eyes")], only=[khmer_liaison.agency_id])
    report = a_report(khmer_liaison, subjects=[hidden, About(names=[Name("For all who read it")])])
    line = Release.ask(by=thai_liaison, owner=report.originator, purpose="Ours", reference=report.reference)
    line.approve(by=khmer_liaison)
    page = browser(thai_liaison)
    shown = page.get(f"/reports/{report.pk}/").content.decode()
    assert "For all who read it" in shown
    assert "Only Cambodian eyes" not in shown
    assert str(report.pk) not in page.post("/reports/search/", {"q": "Only Cambodian eyes"}).content.decode()
    assert Report.objects.visible_to(thai_liaison).filter(pk=report.pk).exists()


def test_new_reports_are_screened_against_what_others_hold(khmer_liaison: Viewer, thai_liaison: Viewer) -> None:
    a_report(khmer_liaison)
    a_report(thai_liaison)
    worked()
    assert Hit.objects.visible_to(khmer_liaison).filter(noun="report_subject").exists()
    assert Hit.objects.visible_to(thai_liaison).filter(noun="report_subject").exists()


def test_the_originator_sees_who_read_it(khmer_liaison: Viewer, thai_liaison: Viewer) -> None:
    report = a_report(khmer_liaison)
    line = Release.ask(by=thai_liaison, owner=report.originator, purpose="Ours", reference=report.reference)
    line.approve(by=khmer_liaison)
    assert browser(thai_liaison).get(f"/reports/{report.pk}/").status_code == 200
    log = browser(khmer_liaison).get(f"/reports/{report.pk}/log/").content.decode()
    assert "read the report" in log
    assert thai_liaison.agency.name in log
    assert thai_liaison.person.name not in log.replace(thai_liaison.agency.name, "")
    assert browser(thai_liaison).get(f"/reports/{report.pk}/log/").status_code == 403
