"""Search, kept views and the list as a file: everybody signed in has the pages, and finds what is theirs."""

from typing import Any

from access.viewer import Viewer
from cases.models import Case
from cases.search.models import SavedView

POSTED = (302, 405, 405, 405, 405, 405, 405)
EXPECTED: dict[str, tuple[int, ...]] = {
    "case_search": (302, 200, 200, 200, 200, 200, 200),
    "case_export": POSTED,
    "case_views": POSTED,
    "case_view_removal": POSTED,
    "api_case_search": (401, *POSTED[1:]),
    "api_case_export": (401, *POSTED[1:]),
    "api_case_views": (401, 200, 200, 200, 200, 200, 200),
    "api_case_view": (401, 404, 404, 200, 404, 404, 404),
}


def known(ranong: Case, thai_analyst: Viewer) -> dict[str, Any]:
    """A view that the analyst of the lead has kept."""
    return {"view": SavedView.keep(by=thai_analyst, name="Mine", filters={"state": "open"}, columns=["title"]).pk}
