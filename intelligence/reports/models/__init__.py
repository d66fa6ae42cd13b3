"""Intelligence reports: their cover, their parts, who is named, and what they build on."""

from intelligence.reports.models.attachment import Attachment
from intelligence.reports.models.grants import ReportGroupGrant, ReportUserGrant
from intelligence.reports.models.naming import ReportName
from intelligence.reports.models.part import Part
from intelligence.reports.models.quote import Quote
from intelligence.reports.models.report import Report
from intelligence.reports.models.row import ReportRow
from intelligence.reports.models.subject import ReportSubject

__all__ = [
    "Attachment",
    "Part",
    "Quote",
    "Report",
    "ReportGroupGrant",
    "ReportName",
    "ReportRow",
    "ReportSubject",
    "ReportUserGrant",
]
