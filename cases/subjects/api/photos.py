"""Photos of a subject over the API: a picture comes in as multipart, and goes out at its own address."""

from collections.abc import Callable
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from access import api
from access.decide import require
from cases.api import KEY
from cases.api_records import listing
from cases.subjects.api import shapes
from cases.subjects.api.moving import Moving
from cases.subjects.models import Photo
from cases.subjects.reading import subject_named
from coordination_center.files.serving import served
from coordination_center.sending import once


class PhotoIn(api.Serializer):
    """A picture: JPEG, PNG or WebP. It is drawn anew, so that place, time and camera are gone."""

    file = serializers.FileField()
    caption = api.PlainText(max_length=200, required=False, allow_blank=True)


class Photos(Moving):
    """Photos of the subjects of a case."""

    model = Photo
    action_of_writers = "case.subject"
    shaped = shapes.PhotoOut

    def rows(self) -> Any:
        return Photo.objects.select_related("agency", "author", "case", "subject")

    def once(self, route: str, make: Callable[[], Any], status: int = 201) -> UUID:
        """As for every record; a repeated picture is told by its caption and its bytes."""
        key = self.request.headers.get("Idempotency-Key", "")
        sent = sha256(repr(sorted(self.request.POST.items())).encode())
        for file in self.request.FILES.values():
            for chunk in file.chunks():
                sent.update(chunk)
        made, before = once(self.viewer, route=route, key=key, body=sent.digest(), make=make, status=status)
        return before.object_id if before else made.pk  # type: ignore[return-value]

    @listing("photos", shapes.PhotoPage)  # type: ignore[untyped-decorator]
    def list(self, request: Request, pk: UUID) -> Response:
        """The photos the viewer sees, newest first."""
        return self.listed(request, pk)

    @extend_schema(
        operation_id="cases_photos_create",
        parameters=[KEY],
        request={"multipart/form-data": PhotoIn},
        responses={201: shapes.PhotoOut},
    )
    def create(self, request: Request, pk: UUID, subject: UUID) -> Response:
        """Add a photo to a subject."""
        viewer, case = self.viewer, self.case_for(pk)
        row = subject_named(viewer, case, subject, absent=True)
        require(viewer, "case.subject", case)
        data = self.valid(PhotoIn(data=request.data.dict() if hasattr(request.data, "dict") else request.data))
        made = self.once(f"cases_photos {subject}", lambda: Photo.add(case, by=viewer, subject=row, **data))
        return self.one(pk, made, status=201)

    @extend_schema(operation_id="cases_photos_retrieve", responses=shapes.PhotoOut)
    def retrieve(self, request: Request, pk: UUID, photo: UUID) -> Response:
        """What is known of one photo."""
        return self.one(pk, photo)

    @extend_schema(operation_id="cases_photos_picture", responses={(200, "image/jpeg"): OpenApiTypes.BINARY})
    def picture(self, request: Request, pk: UUID, photo: UUID) -> HttpResponse:
        """The picture itself."""
        row = self.found(pk, photo)
        return served(row.key, name=row.file_name, type=row.type)

    @extend_schema(operation_id="cases_photos_removal", parameters=[KEY], request=None, responses={204: None})
    def removal(self, request: Request, pk: UUID, photo: UUID) -> Response:
        """Remove a photo of one's own agency."""
        return self.removed("cases_photo_removal", pk, photo)


UPLOADING = {"parser_classes": [MultiPartParser]}
