"""A report of the Thai police, attached to the joint case and released to nobody."""

from typing import Any

from access.viewer import Viewer
from cases.models import Case
from intelligence.usage.models import Use
from tests.intelligence.writing import a_report

READ = (302, 404, 200, 200, 404, 404, 404)
EXPECTED = {
    "case_intelligence": READ,
    "case_use_end": (302, 405, 405, 405, 405, 405, 405),
    "api_case_intelligence": (401, 404, 200, 200, 404, 404, 404),
    "api_case_use": (401, 404, 404, 200, 404, 404, 404),
}


def known(ranong: Case, thai_analyst: Viewer) -> dict[str, Any]:
    """The ids that the addresses name."""
    report = a_report(thai_analyst)
    use = Use.attach(report, by=thai_analyst, case=ranong)
    return {"pk": ranong.pk, "use": use.pk}
