"""Who read a report and did what with it: for its originator, whose right it is to know."""

from access.viewer import Viewer
from audit.reading import cursor_of, events_of
from cases.timeline import PAGE, Entries, worded
from intelligence.reports.models import Report


def log_of(viewer: Viewer, report: Report, *, after: str = "") -> Entries:
    """A page of the report's events, consultations among them, newest first; people of other agencies by agency alone.

    The caller has asked the policy for `report.log`.
    """
    found = list(events_of(report.pk, consultations=True, before=after or None)[: PAGE + 1])
    rows = found[:PAGE]
    return Entries(worded(viewer, rows, root="report"), older=cursor_of(rows[-1]) if len(found) > PAGE else "")
