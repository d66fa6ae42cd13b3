"""Photos of a subject: drawn anew when they come in, so that nothing but the picture is kept."""

import uuid
from typing import Any, ClassVar

from django.core.files.uploadedfile import UploadedFile
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _

from access.querysets import ProtectedQuerySet
from access.viewer import Viewer
from cases.models import Case
from cases.models.record import Record
from cases.recording import adding, changing, named
from cases.subjects.models.subject import Subject
from cases.tracking import tracked
from coordination_center.errors import Invalid
from coordination_center.files.accepting import accept_picture
from coordination_center.files.keeping import thumbnail

MOST = 40  # photos of one subject


@tracked()
class Photo(Record):
    """A picture and its small copy, by their storage keys. It is seen by whoever sees its subject."""

    noun: ClassVar[str] = "photo"

    subject = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="photos", editable=False)
    caption = models.CharField(max_length=200, blank=True)
    key = models.CharField(max_length=32, editable=False)
    type = models.CharField(max_length=20, editable=False)
    small_key = models.CharField(max_length=32, editable=False)
    small_type = models.CharField(max_length=20, editable=False)
    size = models.PositiveIntegerField(editable=False)
    sha256 = models.CharField(max_length=64, editable=False)

    objects = ProtectedQuerySet["Photo"].as_manager()

    class Meta(Record.Meta):
        indexes = [models.Index(fields=["case", "-created_at", "-id"], name="photo_newest")]

    def __str__(self) -> str:
        return self.caption or self.sha256[:12]

    def get_absolute_url(self) -> str:
        return f"{reverse('case_subject', args=[self.case_id, self.subject_id])}#photo-{self.pk}"

    @property
    def file_name(self) -> str:
        """What a download is called: nothing of the sender's file name is kept."""
        return f"photo.{'png' if self.type == 'image/png' else 'jpg'}"

    @classmethod
    def add(
        cls,
        case: Case,
        *,
        by: Viewer,
        subject: Subject,
        file: "UploadedFile[Any]",
        caption: str = "",
        id: uuid.UUID | None = None,  # noqa: A002 - the world file's word
    ) -> "Photo":
        """A new photo of a subject of this case. `Invalid` for what is no picture, a foreign subject, and too many."""
        with adding(case, by=by, action="case.subject"):
            named(subject, by=by, case=case, field="subject")
            if cls.objects.under(by, case).filter(subject=subject).count() >= MOST:
                raise Invalid(fields={"file": [_("At most %(most)d photos of one subject.") % {"most": MOST}]})
            photo = cls(case=case, agency=by.agency, author=by.person, subject=subject, caption=caption)
            photo.id = id or photo.id
            photo._keep(file)
            photo.insert(by=by, verb="photo.added", detail={"subject": subject.pk})
        return photo

    def take_out(self, *, by: Viewer) -> None:
        """Remove the photo; only the agency that supplied it."""
        with changing(self, by=by, action="case.subject", own=True):
            self.remove(by=by, verb="photo.removed", detail={"subject": self.subject_id})

    def _keep(self, file: "UploadedFile[Any]") -> None:
        picture = accept_picture(file)
        small = thumbnail(picture.key) or picture
        self.key, self.type, self.size, self.sha256 = picture.key, picture.type, picture.size, picture.sha256
        self.small_key, self.small_type = small.key, small.type
