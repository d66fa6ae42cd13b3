"""What the page of a report shows of its use, and whether the viewer may attach it."""

from typing import Any

from access.decide import may
from intelligence.reports.codes import State
from intelligence.reports.reading import Sheet
from intelligence.usage.reading import of_report


def panel_of(sheet: Sheet) -> dict[str, Any] | None:
    """`lines` of the cases that the viewer sees it used in, and `may_attach`; None where there is neither."""
    lines = of_report(sheet.viewer, sheet.report)
    may_attach = sheet.report.state == State.VALIDATED and may(sheet.viewer, "use.create")
    return {"lines": lines, "may_attach": may_attach} if lines or may_attach else None
