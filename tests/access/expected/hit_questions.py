"""A question of one's own: for who asked it, and for nobody else in the world."""

from typing import Any

from access.viewer import Viewer
from cases.models import Case
from intelligence.hits.asking import ask
from intelligence.hits.question import Question

EXPECTED = {
    "hit_query": (302, 404, 404, 200, 403, 403, 403),
    "api_hit_query": (401, 404, 404, 200, 403, 403, 403),
}


def known(ranong: Case, thai_analyst: Viewer) -> dict[str, Any]:
    """The question."""
    return {"pk": ask(Question.said(names=["Tawan Saelim"]), purpose="x", by=thai_analyst).pk}
