"""Notices of the joint case: a draft of the Thai police."""

from typing import Any

from access.viewer import Viewer
from cases.models import Case
from cases.subjects.models import Subject
from cases.subjects.models.subject import Name
from intelligence.notices.models import Notice

READ = (302, 404, 200, 200, 404, 404, 404)
OWN = (302, 404, 403, 200, 404, 404, 404)
POSTED = (401, 405, 405, 405, 405, 405, 405)
EXPECTED = {
    "case_notices": READ,
    "case_notice_new": READ,
    "case_notice": READ,
    "case_notice_edit": OWN,
    "case_notice_act": OWN,
    "case_notice_pack": (302, 405, 405, 405, 405, 405, 405),
    "api_case_notices": (401, 404, 200, 200, 404, 404, 404),
    "api_case_notice": (401, 404, 200, 200, 404, 404, 404),
    "api_case_notice_pack": POSTED,
    **{f"api_case_notice_{noun}": POSTED for noun in ("readiness", "submission", "publication", "cancellation")},
}


def known(ranong: Case, thai_analyst: Viewer) -> dict[str, Any]:
    """The ids that the addresses name."""
    subject = Subject.add(ranong, by=thai_analyst, names=[Name("Tawan")])
    notice = Notice.add(ranong, by=thai_analyst, kind="red", subject=subject)
    return {"pk": ranong.pk, "notice": notice.pk, "act": "removal"}
