"""A standing query of one's own: for who laid it down, and for nobody else in the world."""

from typing import Any

from access.viewer import Viewer
from cases.models import Case
from intelligence.hits.question import Question
from intelligence.hits.watching import watch

EXPECTED = {
    "hit_watch": (302, 404, 404, 200, 403, 403, 403),
    "hit_watch_end": (302, 405, 405, 405, 405, 405, 405),
    "hit_watch_note": (302, 405, 405, 405, 405, 405, 405),
    "api_hit_watch_note": (401, 405, 405, 405, 405, 405, 405),
    "api_hit_watch": (401, 404, 404, 200, 403, 403, 403),
}


def known(ranong: Case, thai_analyst: Viewer) -> dict[str, Any]:
    """The standing query."""
    return {"pk": watch(Question.said(names=["Tawan Saelim"]), purpose="x", days=1, by=thai_analyst).pk}
