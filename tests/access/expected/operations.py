"""Operations: one in its action days, kept by the Thai police, with the Cambodian police as a delegation."""

from datetime import date
from typing import Any

from access.viewer import Viewer
from cases.models import Case
from operations.models import Operation

READ = (401, 404, 200, 200, 404, 404, 404)
POSTED = (401, 405, 405, 405, 405, 405, 405)
VERBS = (
    "approval", "beginning", "closing", "freezing", "publication", "consent", "signature", "names", "unnaming",
    "exclusion",
)  # fmt: skip
COORDINATOR = (302, 404, 403, 200, 404, 404, 404)
TAKING_PART = (302, 404, 200, 200, 404, 404, 404)
SENT = (302, 405, 405, 405, 405, 405, 405)
EXPECTED = {
    "operations": (302, 200, 200, 200, 200, 200, 200),
    "operation_new": (302, 200, 200, 200, 403, 403, 403),
    "operation": TAKING_PART,
    "operation_plan": TAKING_PART,
    "operation_edit": COORDINATOR,
    "operation_move": SENT,
    "operation_invite": COORDINATOR,
    "operation_delegation": COORDINATOR,
    "operation_dismiss": SENT,
    "operation_site_new": TAKING_PART,
    "operation_report": TAKING_PART,
    "operation_results": TAKING_PART,
    "operation_result": TAKING_PART,
    "operation_mark": SENT,
    "operation_correct": SENT,
    "api_operations": (401, 200, 200, 200, 200, 200, 200),
    "api_operation": READ,
    **{f"api_operation_{noun}": POSTED for noun in VERBS},
    "api_operation_delegations": READ,
    "api_operation_delegation": POSTED,
    "api_operation_sites": READ,
    "api_operation_site": READ,
    "api_operation_board": READ,
    "api_operation_results": READ,
    "api_operation_result": READ,
    "api_operation_marks": READ,
    "api_operation_corrections": POSTED,
}


def known(ranong: Case, thai_analyst: Viewer) -> dict[str, Any]:
    """The ids that the addresses name."""
    days: dict[str, Any] = {"starts": date(2026, 6, 12), "ends": date(2026, 6, 17)}
    operation = Operation.plan(by=thai_analyst, name="Gulf Net", **days)
    parts = ranong.participations.visible_to(thai_analyst).select_related("agency")
    partner = next(part.agency for part in parts if part.agency_id != thai_analyst.agency_id)
    line = operation.invite(by=thai_analyst, agency=partner)
    site = operation.add_site(by=thai_analyst, name="The gate", country="KH")
    operation.approve(by=thai_analyst)
    operation.begin_action(by=thai_analyst)
    row = operation.report(by=thai_analyst, agency=partner, category="arrests", quantity=2, site=site)
    return {"pk": operation.pk, "line": line.pk, "site": site.pk, "result": row.pk, "act": "consent"}
