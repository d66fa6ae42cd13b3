"""Reports: a draft of the Thai police, by their analyst."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from access.viewer import Viewer
from cases.models import Case
from intelligence.reports.models import ReportSubject
from tests.intelligence.writing import a_report

OWN = (302, 404, 404, 200, 404, 404, 404)
POSTED, API_POSTED = (302, 405, 405, 405, 405, 405, 405), (401, 405, 405, 405, 405, 405, 405)
EXPECTED = {
    "reports": (302, 200, 200, 200, 200, 200, 200),
    "report_new": (302, 200, 200, 200, 403, 403, 403),
    "report_search": POSTED,
    "report": OWN,
    "report_log": OWN,
    "report_history": OWN,
    "api_report_history": (401, 404, 404, 200, 404, 404, 404),
    "report_edit": OWN,
    "report_marking": OWN,
    "report_translation": OWN,
    "report_subject_new": OWN,
    "report_subject": OWN,
    "report_subject_end": POSTED,
    "report_file_new": OWN,
    "report_file": OWN,
    "report_file_end": POSTED,
    "report_act": OWN,
    "report_release": (302, 404, 404, 403, 404, 404, 404),
    "api_reports": (401, 200, 200, 200, 200, 200, 200),
    "api_report": (401, 404, 404, 200, 404, 404, 404),
    "api_report_search": API_POSTED,
    "api_report_marking": API_POSTED,
    "api_report_translation": API_POSTED,
    "api_report_subjects": API_POSTED,
    "api_report_subject": API_POSTED,
    "api_report_files": (401, 404, 404, 200, 404, 404, 404),
    "api_report_file": (401, 404, 404, 200, 404, 404, 404),
    "api_report_releases": API_POSTED,
    "api_report_submission": API_POSTED,
    "api_report_validation": API_POSTED,
    "api_report_return": API_POSTED,
    "api_report_supersession": API_POSTED,
    "api_report_withdrawal": API_POSTED,
    "api_report_names": API_POSTED,
    "api_report_quotations": API_POSTED,
    "api_report_opening": API_POSTED,
}


def known(ranong: Case, thai_analyst: Viewer) -> dict[str, Any]:
    """The ids that the addresses name."""
    report = a_report(thai_analyst, validated=False)
    file = report.attach(by=thai_analyst, file=SimpleUploadedFile("seen.txt", b"Seen at the pier"))
    subject = ReportSubject.objects.under(thai_analyst, report).get()
    return {"pk": report.pk, "subject": subject.pk, "file": file.pk, "act": "submission"}
