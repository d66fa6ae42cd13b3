"""What the page of a report shows of its releases."""

from typing import Any

from django.utils.translation import gettext as _

from access.viewer import Viewer
from intelligence.releases.codes import State
from intelligence.releases.derived import Derived, derived_of
from intelligence.releases.reading import Line, co_recipients, of_report
from intelligence.reports.reading import Sheet


def panel_of(sheet: Sheet) -> dict[str, Any]:
    """For its originator every line, and what builds on it; for a recipient its own, and the others where told."""
    lines = of_report(sheet.viewer, sheet.report)
    others = [] if sheet.mine else co_recipients(sheet.viewer, sheet.report)
    made = derived_of(sheet.viewer, sheet.report) if sheet.mine else []
    return {"lines": lines, "others": others, "derived": made}


def made_by_recipient(line: Line) -> list[Derived]:
    """For the owner of a line that is or was live: what the recipient made of the report, and has to be asked about."""
    if not line.owns or line.sheet is None or line.release.state not in (State.ACTIVE, State.RECALLED, State.EXPIRED):
        return []
    made = derived_of(line.viewer, line.sheet.report)
    return [one for one in made if one.agency.pk == line.release.asker_id]


def quoting(viewer: Viewer, report: Any) -> list[Derived]:
    """Reports of others that build on it: their agency, reference and state, never what they say."""
    rows = report.quoted_by.unscoped("the originator learns which records build on its own")
    found = rows.filter(removed_at=None).select_related("report", "agency").order_by("created_at")
    return [
        Derived(one.agency, _("In a report"), one.report.reference, state=one.report.get_state_display())
        for one in found
    ]
