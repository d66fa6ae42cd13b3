"""What the pages of a report and of a warrant show of uses."""

from typing import Any

from access.decide import may
from access.viewer import Viewer
from cases.warrants.models import Warrant
from intelligence.reports.codes import State
from intelligence.reports.reading import Sheet
from intelligence.usage.reading import of_report, of_target


def panel_of(sheet: Sheet) -> dict[str, Any] | None:
    """`lines` of the cases that the viewer sees it used in, and `may_attach`; None where there is neither."""
    lines = of_report(sheet.viewer, sheet.report)
    may_attach = sheet.report.state == State.VALIDATED and may(sheet.viewer, "use.create")
    return {"lines": lines, "may_attach": may_attach} if lines or may_attach else None


def panel_of_warrant(viewer: Viewer, warrant: Warrant) -> dict[str, Any] | None:
    """`lines` of the reports attached to it that the viewer may read; None for none."""
    lines = of_target(viewer, "warrant", warrant)
    return {"lines": lines} if lines else None
