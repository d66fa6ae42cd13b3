"""What the addresses of the action plan answer to whom."""

from typing import Any

from access.viewer import Viewer
from cases.models import Case
from cases.plan.acts import ACTS
from cases.plan.models import Action

EXPECTED: dict[str, tuple[int, ...]] = {
    "case_actions": (302, 404, 200, 200, 404, 404, 404),
    "case_action_new": (302, 404, 200, 200, 404, 404, 404),
    "case_action": (302, 404, 200, 200, 404, 404, 404),
    "case_action_edit": (302, 404, 403, 200, 404, 404, 404),
    "case_action_comment": (302, 404, 302, 302, 404, 404, 404),
    "case_action_act": (302, 404, 403, 200, 404, 404, 404),
    "api_case_actions": (401, 404, 200, 200, 404, 404, 404),
    "api_case_action": (401, 404, 200, 200, 404, 404, 404),
    "api_case_action_comments": (401, 404, 200, 200, 404, 404, 404),
    **{f"api_case_action_{name}": (401, 405, 405, 405, 405, 405, 405) for name in ACTS},
}


def known(ranong: Case, thai_analyst: Viewer) -> dict[str, Any]:
    """An item of the lead's own."""
    item = Action.add(ranong, by=thai_analyst, text="Find the rest-house", agency=thai_analyst.agency)
    return {"action": item.pk, "act": "start"}
