"""Sources: one of the Thai police, handled by their analyst."""

from typing import Any

from access.viewer import Viewer
from cases.models import Case
from intelligence.sources.models import Source

EXPECTED = {
    "sources": (302, 200, 200, 200, 403, 403, 403),
    "source_new": (302, 200, 200, 200, 403, 403, 403),
    "source": (302, 404, 404, 200, 404, 404, 404),
    "source_identity": (302, 404, 404, 200, 404, 404, 404),
    "source_reveal": (302, 404, 404, 200, 404, 404, 404),
    "source_payment": (302, 404, 404, 200, 404, 404, 404),
    "source_grade": (302, 405, 405, 405, 405, 405, 405),
    "source_handover": (302, 404, 404, 200, 404, 404, 404),
    "source_answer": (302, 405, 405, 405, 405, 405, 405),
    "api_sources": (401, 200, 200, 200, 403, 403, 403),
    "api_source": (401, 404, 404, 200, 404, 404, 404),
    "api_source_identity": (401, 405, 405, 405, 405, 405, 405),
    "api_source_reveal": (401, 405, 405, 405, 405, 405, 405),
    "api_source_payments": (401, 405, 405, 405, 405, 405, 405),
    "api_source_grades": (401, 404, 404, 200, 404, 404, 404),
    "api_source_handover": (401, 405, 405, 405, 405, 405, 405),
    "api_source_answer": (401, 405, 405, 405, 405, 405, 405),
}


def known(ranong: Case, thai_analyst: Viewer) -> dict[str, Any]:
    """The ids that the addresses name."""
    return {"pk": Source.begin(by=thai_analyst, codename="Heron").pk}
