"""Giving a file of a report out: to a page or a program alike, recorded before the first byte."""

from django.http import HttpResponse

from access.viewer import Viewer
from audit.log import Led, record
from coordination_center.files.serving import served
from intelligence.reports.models import Attachment


def handed_out(row: Attachment, *, by: Viewer) -> HttpResponse:
    """The file as a download. For another agency than the originator that is a disclosure to it.

    The caller was given the row for this viewer; it comes with its report.
    """
    foreign = row.report.originator_id != by.agency_id
    record(
        "report.downloaded",
        by=by,
        on=row.ref,
        led=Led.DISCLOSURE if foreign else Led.CONSULTATION,
        recipients=[by.agency_id] if foreign else [],
    )
    return served(row.key, name=row.name, type=row.type)
