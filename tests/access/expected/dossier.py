"""The dossier of a case; its API takes POST alone."""

from typing import Any

from access.viewer import Viewer
from cases.models import Case

EXPECTED = {
    "case_dossier": (302, 404, 200, 200, 404, 404, 404),
    "api_case_dossier": (401, 405, 405, 405, 405, 405, 405),
}


def known(ranong: Case, thai_analyst: Viewer) -> dict[str, Any]:
    """Nothing but the case."""
    return {}
