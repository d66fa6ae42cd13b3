"""The REST API of the files of reports: listed and given out by the same checks as on the pages."""

from uuid import UUID

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from access.api import ViewSet
from access.decide import get_for
from intelligence.reports.handing_out import handed_out
from intelligence.reports.models import Attachment, Report
from intelligence.reports.serializers_files import AttachmentPage


class FileViewSet(ViewSet):
    """Files of a report, for those from whom attachments are not withheld."""

    @extend_schema(operation_id="reports_files_list", responses=AttachmentPage)
    def list(self, request: Request, pk: UUID) -> Response:
        """All of them, the first attached first; none where attachments are withheld."""
        report = get_for(self.viewer, "report.see", Report, pk=pk)
        rows = Attachment.objects.under(self.viewer, report).select_related("report")
        return Response(AttachmentPage({"results": rows}).data)

    @extend_schema(
        operation_id="reports_files_retrieve", responses={(200, "application/octet-stream"): OpenApiTypes.BINARY}
    )
    def retrieve(self, request: Request, pk: UUID, file: UUID) -> HttpResponse:
        """The bytes of one file, as it was sent; the download is recorded, and the originator sees it."""
        rows = Attachment.objects.select_related("report")
        return handed_out(get_for(self.viewer, "report.see", rows, pk=file, report_id=pk), by=self.viewer)
