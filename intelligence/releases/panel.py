"""What the page of a report shows of its releases."""

from typing import Any

from intelligence.releases.reading import co_recipients, of_report
from intelligence.reports.reading import Sheet


def panel_of(sheet: Sheet) -> dict[str, Any]:
    """For its originator every line, and what builds on it; for a recipient its own, and the others where told."""
    lines = of_report(sheet.viewer, sheet.report)
    others = [] if sheet.mine else co_recipients(sheet.viewer, sheet.report)
    return {"lines": lines, "others": others, "derived": _derived(sheet) if sheet.mine else []}


def _derived(sheet: Sheet) -> list[dict[str, Any]]:
    """Reports of others that build on it: their agency, reference and state, never what they say."""
    rows = sheet.report.quoted_by.unscoped("the originator learns which records build on its own")
    found = rows.filter(removed_at=None).select_related("report", "agency").order_by("created_at")
    return [
        {"agency": quote.agency, "reference": quote.report.reference, "state": quote.report.get_state_display()}
        for quote in found
    ]
