"""What the addresses of evidence answer to whom."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from access.viewer import Viewer
from cases.evidence.acts import ACTS
from cases.evidence.models import Evidence
from cases.models import Case
from tests.frame.files import sound

EXPECTED: dict[str, tuple[int, ...]] = {
    "case_evidence_list": (302, 404, 200, 200, 404, 404, 404),
    "case_evidence_new": (302, 404, 200, 200, 404, 404, 404),
    "case_evidence": (302, 404, 200, 200, 404, 404, 404),
    "case_evidence_edit": (302, 404, 200, 200, 404, 404, 404),  # whose it is, is asked when it is sent
    "case_evidence_version": (302, 404, 200, 200, 404, 404, 404),
    "case_evidence_act": (302, 404, 200, 200, 404, 404, 404),
    "case_evidence_file": (302, 404, 200, 200, 404, 404, 404),
    "case_evidence_thumbnail": (302, 404, 200, 200, 404, 404, 404),
    "api_case_evidences": (401, 404, 200, 200, 404, 404, 404),
    "api_case_evidence": (401, 404, 200, 200, 404, 404, 404),
    "api_case_evidence_versions": (401, 405, 405, 405, 405, 405, 405),
    "api_case_evidence_file": (401, 404, 200, 200, 404, 404, 404),
    **{f"api_case_evidence_{act}": (401, 405, 405, 405, 405, 405, 405) for act in ACTS},
}


def known(ranong: Case, thai_analyst: Viewer) -> dict[str, Any]:
    """An item with a picture."""
    photo = SimpleUploadedFile("photo.jpg", sound.jpeg())
    item = Evidence.add(ranong, by=thai_analyst, title="Photo of the pier", file=photo)
    return {"evidence": item.pk, "file": item.files.visible_to(thai_analyst)[0].pk, "act": "offer"}
