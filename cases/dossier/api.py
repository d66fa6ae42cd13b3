"""The API of the dossier: one address, which answers with a PDF."""

import json
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request

from access.api import ViewSet
from access.decide import get_for
from cases.api_answers import Answers
from cases.dossier.answers import pdf_answer
from cases.dossier.printing import print_dossier
from cases.dossier.serializers import DossierIn
from cases.reading import with_parts


class PdfRenderer(BaseRenderer):
    """Lets a program ask for `application/pdf`; what it renders itself are refusals, and those are JSON."""

    media_type = "application/pdf"
    format = "pdf"

    def render(self, data: Any, accepted_media_type: Any = None, renderer_context: Any = None) -> bytes:
        return json.dumps(data, default=str).encode()


class DossierViewSet(Answers, ViewSet):  # type: ignore[misc]
    """The dossier of a case."""

    renderer_classes = (JSONRenderer, PdfRenderer)

    @extend_schema(
        operation_id="cases_dossier",
        request=DossierIn,
        responses={(200, "application/pdf"): OpenApiTypes.BINARY},
    )
    def create(self, request: Request, pk: UUID) -> HttpResponse:
        """Print what the acting agency may see of the case; recorded as a disclosure."""
        case = get_for(self.viewer, "case.export", with_parts(self.viewer), pk=pk)
        data = self.valid(DossierIn(data=request.data))
        return pdf_answer(print_dossier(case, by=self.viewer, purpose=data["purpose"], chosen=data["parts"]))
