"""Files of a report by program: the same bytes, headers and checks as by page, and a 404 from the recall on."""

from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from access.viewer import Viewer
from audit.models import Event, Led
from intelligence.releases.models import Release
from intelligence.releases.models.terms import Terms
from intelligence.reports.models import Attachment, Report
from tests.agencies.door import browser
from tests.api import Program
from tests.intelligence.writing import a_report

pytestmark = pytest.mark.django_db
BYTES = b"Seen at the pier"
HEADERS = ("Content-Disposition", "X-Content-Type-Options", "Content-Security-Policy", "Cache-Control", "Content-Type")


def with_file(by: Viewer) -> tuple[Report, Attachment]:
    report = a_report(by, validated=False)
    file = report.attach(by=by, file=SimpleUploadedFile("seen.txt", BYTES))
    report.submit(by=by)
    report.validate(by=by)
    return report, file


def given(report: Report, to: Viewer, by: Viewer, **terms: Any) -> Release:
    line: Release = Release.ask(by=to, owner=report.originator, purpose="Ours", reference=report.reference)
    line.approve(by=by, terms=Terms(**terms))
    return line


def test_listed_and_given_out_as_on_the_page_until_the_recall(khmer_liaison: Viewer, thai_liaison: Viewer) -> None:
    report, file = with_file(khmer_liaison)
    program, files = Program(thai_liaison), f"/reports/{report.pk}/files/"
    assert [program.get(where).status_code for where in (files, f"{files}{file.pk}/")] == [404, 404]
    line = given(report, thai_liaison, khmer_liaison)
    (listed,) = program.get(files).json()["results"]
    assert (listed["id"], listed["name"], listed["size"]) == (str(file.pk), "seen.txt", len(BYTES))
    answer, page = program.get(f"{files}{file.pk}/"), browser(thai_liaison).get(f"{files}{file.pk}/")
    assert b"".join(answer) == BYTES
    assert [answer[name] for name in HEADERS] == [page[name] for name in HEADERS]
    told = Event.objects.filter(verb="report.downloaded", object_id=file.pk)
    assert {(one.led, one.agency, tuple(one.recipients)) for one in told} == {
        (Led.DISCLOSURE, thai_liaison.agency_id, (thai_liaison.agency_id,))
    }
    line.recall(by=khmer_liaison)
    assert [program.get(where).status_code for where in (files, f"{files}{file.pk}/")] == [404, 404]


def test_withheld_files_are_not_there(khmer_liaison: Viewer, thai_liaison: Viewer) -> None:
    report, file = with_file(khmer_liaison)
    given(report, thai_liaison, khmer_liaison, withheld=["attachments"])
    program, files = Program(thai_liaison), f"/reports/{report.pk}/files/"
    assert program.get(files).json() == {"results": []}
    assert program.get(f"{files}{file.pk}/").status_code == 404


def test_no_file_under_another_report(khmer_liaison: Viewer, malay_liaison: Viewer) -> None:
    (_report, file), (other, _file) = with_file(khmer_liaison), with_file(khmer_liaison)
    program = Program(khmer_liaison)
    for pk in (file.pk, uuid4()):
        assert program.get(f"/reports/{other.pk}/files/{pk}/").status_code == 404
    assert Program(malay_liaison).get(f"/reports/{other.pk}/files/").status_code == 404
    assert program.post(f"/reports/{other.pk}/files/").status_code == 405
