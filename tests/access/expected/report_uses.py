"""Where a report of the Thai police is used: it is released to nobody."""

from typing import Any

from access.viewer import Viewer
from cases.models import Case
from tests.intelligence.writing import a_report

EXPECTED = {
    "report_use_new": (302, 404, 404, 200, 403, 403, 403),
    "api_report_uses": (401, 404, 404, 200, 404, 404, 404),
}


def known(ranong: Case, thai_analyst: Viewer) -> dict[str, Any]:
    """The ids that the addresses name."""
    return {"pk": a_report(thai_analyst).pk}
