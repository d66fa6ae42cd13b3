"""Warrants: read by whoever reads the case; the partner’s own moves begin once it must act."""

from typing import Any

from access.viewer import Viewer
from cases.models import Case
from cases.subjects.models import Subject
from cases.subjects.models.subject import Name
from cases.warrants.models import Warrant

READ = (302, 404, 200, 200, 404, 404, 404)
OWN = (302, 404, 403, 200, 404, 404, 404)
POSTED = (401, 405, 405, 405, 405, 405, 405)
EXPECTED: dict[str, tuple[int, ...]] = {
    "warrants": (302, 200, 200, 200, 200, 200, 200),
    "case_warrants": READ,
    "case_warrant_new": READ,
    "case_warrant": READ,
    "case_warrant_edit": OWN,
    "case_warrant_act": OWN,
    "api_warrants": (401, 200, 200, 200, 200, 200, 200),
    "api_case_warrants": (401, *READ[1:]),
    "api_case_warrant": (401, *READ[1:]),
    "api_case_warrant_issuance": POSTED,
    "api_case_warrant_transmission": POSTED,
    "api_case_warrant_acknowledgement": POSTED,
    "api_case_warrant_execution": POSTED,
    "api_case_warrant_renewal": POSTED,
    "api_case_warrant_withdrawal": POSTED,
}


def known(ranong: Case, thai_analyst: Viewer) -> dict[str, Any]:
    """A draft of a warrant, and a verb that is possible for it."""
    subject = Subject.add(ranong, by=thai_analyst, names=[Name("Soe Lin")])
    warrant = Warrant.add(ranong, by=thai_analyst, subject=subject, number="W 1")
    return {"warrant": warrant.pk, "act": "issuance"}
