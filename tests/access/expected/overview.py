"""Pages over all of intelligence: for whoever reads records, over what they may see."""

from typing import Any

from access.viewer import Viewer
from cases.models import Case

READERS = (302, 200, 200, 200, 403, 403, 403)
PROGRAMS = (401, *READERS[1:])
EXPECTED = {
    "intelligence": READERS,
    "intelligence_map": READERS,
    "intelligence_queue": READERS,
    "intelligence_times": READERS,
    "api_intelligence": PROGRAMS,
    "api_intelligence_map": PROGRAMS,
    "api_intelligence_queue": PROGRAMS,
    "api_intelligence_times": PROGRAMS,
}


def known(_ranong: Case, _thai_analyst: Viewer) -> dict[str, Any]:
    """The addresses name nothing."""
    return {}
