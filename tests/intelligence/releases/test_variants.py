"""Ways around the rules that a person with patience would try: what is under way, and what is left over."""

import re
from datetime import timedelta
from time import sleep
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from access.viewer import Viewer
from cases.models import Case
from intelligence.releases.models import Release
from intelligence.releases.models.terms import Terms
from intelligence.reports.models import Report
from intelligence.usage.models import Use
from tests.agencies.door import browser
from tests.api import Program
from tests.cast import fresh
from tests.intelligence.writing import MARKS, a_report

pytestmark = pytest.mark.django_db
CHANGING = re.compile(
    rb'(name="(csrfmiddlewaretoken|once)" value=")[^"]*|nonce="[^"]*"|data-now="[^"]*"|<time.*?</time>'
)


def asked(by: Viewer, report: Report, **said: Any) -> Release:
    line: Release = Release.ask(
        by=by, owner=report.originator, purpose="An inquiry", reference=report.reference, **said
    )
    return line


def pages(viewer: Viewer, *addresses: str) -> list[bytes]:
    page, program = browser(fresh(viewer)), Program(viewer)
    shown = [(page if address.startswith("/p") else program).get(address[2:]).content for address in addresses]
    return [CHANGING.sub(b"", one) for one in shown]


def test_an_approval_under_way_changes_no_byte_of_the_asker(khmer_liaison: Viewer, thai_liaison: Viewer) -> None:
    line = asked(thai_liaison, a_report(khmer_liaison, cover={"four_eyes": True}), wanted_leave=["cases"])
    places = (f"/p/releases/{line.pk}/", "/p/releases/", f"/a/releases/{line.pk}/", "/a/releases/", "/p/inbox/")
    before = pages(thai_liaison, *places)
    until = Report.clock().replace(year=2031)
    line.approve(by=khmer_liaison, terms=Terms(withheld=("place", "body"), leave=("cases",), until=until))
    assert pages(thai_liaison, *places) == before


def test_a_request_that_was_matched_changes_no_byte_of_the_asker(khmer_liaison: Viewer, thai_liaison: Viewer) -> None:
    report = a_report(khmer_liaison)
    line = Release.ask(by=thai_liaison, owner=khmer_liaison.agency, purpose="x", learned="meeting")
    places = (f"/p/releases/{line.pk}/", "/p/releases/", f"/a/releases/{line.pk}/", "/a/releases/")
    before = pages(thai_liaison, *places)
    line.match(by=khmer_liaison, report=report)
    assert pages(thai_liaison, *places) == before


def test_after_a_recall_every_link_that_was_kept_is_dead(
    ranong: Case, khmer_liaison: Viewer, thai_liaison: Viewer
) -> None:
    report = a_report(khmer_liaison, validated=False)
    report.attach(by=khmer_liaison, file=SimpleUploadedFile("note.txt", b"Filemark", "text/plain"))
    report.submit(by=khmer_liaison)
    report.validate(by=khmer_liaison)
    line = asked(thai_liaison, report)
    line.approve(by=khmer_liaison, terms=Terms(leave=("cases",)))
    use = Use.attach(report, by=thai_liaison, case=ranong)
    page, program = browser(thai_liaison), Program(thai_liaison)
    [file] = program.get(f"/reports/{report.pk}/files/").json()["results"]
    dead = [f"/reports/{report.pk}/", f"/reports/{report.pk}/files/{file['id']}/", f"/reports/{report.pk}/uses/"]
    for address in dead[:2]:
        assert page.get(address).status_code == program.get(address).status_code == 200
    line.recall(by=khmer_liaison, reason="A tip")
    for address in dead:
        assert page.get(address).status_code == 404
        assert program.get(address).status_code == 404
    assert page.post(f"/cases/{ranong.pk}/intelligence/{use.pk}/end/").status_code == 404
    found = program.post("/reports/search/", {"q": MARKS["subjects"]})
    assert found.status_code == 200
    everywhere = [
        "/intelligence/", "/intelligence/map/", "/reports/", f"/cases/{ranong.pk}/intelligence/",
        f"/cases/{ranong.pk}/", f"/cases/{ranong.pk}/log/", "/", "/inbox/", f"/inbox/watch/report/{report.pk}/",
    ]  # fmt: skip
    for shown in (found.content, *(page.get(address).content for address in everywhere)):
        assert not any(mark.encode() in shown for name, mark in MARKS.items() if name != "grades")


def test_a_refusal_after_an_approval_that_fell_says_nothing_of_it(khmer_liaison: Viewer, thai_liaison: Viewer) -> None:
    """Refused at once, and refused after an approval: the asker reads the same of both."""
    seen = []
    for approved in (False, True):
        report = a_report(khmer_liaison, cover={"four_eyes": True})
        line = asked(thai_liaison, report)
        if approved:
            line.approve(by=khmer_liaison, terms=Terms(withheld=("body",), until=Report.clock().replace(year=2031)))
        line.refuse(by=khmer_liaison, reason="Not now")
        told = Program(thai_liaison).get(f"/releases/{line.pk}/").json()
        told["release"] |= dict.fromkeys(("id", "reference", "created_at", "updated_at", "due_at"))
        seen.append(told)
    assert seen[0] == seen[1]


def test_what_is_withheld_is_found_by_no_narrowing_of_any_kind(khmer_liaison: Viewer, thai_liaison: Viewer) -> None:
    report = a_report(khmer_liaison)
    pieces = ("grades", "place", "route", "platforms", "subjects", "title", "body")
    Release.offer(report, by=khmer_liaison, asker=thai_liaison.agency, purpose="x", needs_acceptance=False,
                  terms=Terms(withheld=pieces))  # fmt: skip
    mine, theirs = Program(thai_liaison), Program(khmer_liaison)
    for query in ("grade=4x4.B2", "platform=social"):
        assert len(theirs.get(f"/reports/?{query}").json()["results"]) == 1
        assert mine.get(f"/reports/?{query}").json()["results"] == []
    drawn, counted = mine.get("/intelligence/map/").json(), mine.get("/intelligence/overview/").json()
    assert (drawn["places"], drawn["routes"], counted["grades"], counted["platforms"]) == ([], [], [], [])
    assert counted["total"] == 1
    for word in (MARKS["subjects"], "Bodymark", "Placemark", "Titlemark", "+85512345678"):
        assert mine.post("/reports/search/", {"q": word}).json() == []


def test_the_end_counts_on_every_surface_though_no_worker_wrote_it(khmer_liaison: Viewer, thai_liaison: Viewer) -> None:
    report = a_report(khmer_liaison)
    Release.offer(report, by=khmer_liaison, asker=thai_liaison.agency, purpose="x", needs_acceptance=False,
                  terms=Terms(until=Report.clock() + timedelta(seconds=3)))  # fmt: skip
    program = Program(thai_liaison)

    def surfaces() -> list[Any]:
        return [
            program.get(f"/reports/{report.pk}/").status_code,
            len(program.get("/reports/").json()["results"]),
            program.get("/intelligence/overview/").json()["total"],
            len(program.get("/intelligence/map/").json()["places"]),
            len(program.post("/reports/search/", {"q": MARKS["subjects"]}).json()),
            len(program.get("/reports/?grade=4x4.B2").json()["results"]),
        ]

    assert surfaces() == [200, 1, 1, 1, 1, 1]
    while Report.clock() <= Release.objects.unscoped("test").get(report=report).until:
        sleep(0.2)
    assert Release.objects.unscoped("test").get(report=report).state == "active"
    assert surfaces() == [404, 0, 0, 0, 0, 0]
