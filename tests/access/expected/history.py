"""The history of a case."""

from typing import Any

from access.viewer import Viewer
from cases.models import Case

EXPECTED = {
    "case_history": (302, 404, 200, 200, 404, 404, 404),
    "case_record_history": (302, 404, 200, 200, 404, 404, 404),
    "api_case_history": (401, 404, 200, 200, 404, 404, 404),
    "api_case_record_history": (401, 404, 200, 200, 404, 404, 404),
}


def known(ranong: Case, thai_analyst: Viewer) -> dict[str, Any]:
    """The history of the case itself, which is there from its beginning."""
    return {"noun": "case", "record": ranong.pk}
