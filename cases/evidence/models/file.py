"""A file of a piece of evidence: one of its versions. A new version stands beside the old, and overwrites nothing."""

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models.functions import Now
from django.template.defaultfilters import filesizeformat
from django.urls import reverse

from access.querysets import ProtectedQuerySet
from agencies.models import Agency, Person
from audit.log import Ref
from cases.evidence.models.appended import only_appended
from coordination_center.files import accepting, keeping
from coordination_center.files.keeping import Accepted

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile


@dataclass(frozen=True)
class Taken:
    """A file that was checked and stored, with its small picture if it is one, before any row names it."""

    stored: Accepted
    small: Accepted | None


def take(file: "UploadedFile[Any] | None") -> Taken | None:
    """Check and store an upload; None for none. Raises `Invalid` on `file` for what the centre does not take.

    It takes seconds at worst, so it is done before a verb locks the case.
    """
    if file is None:
        return None
    stored = accepting.accept(file)
    return Taken(stored, keeping.thumbnail(stored.key) if stored.type in accepting.PICTURES else None)


class EvidenceFile(models.Model):
    """Version `number` (1, 2, ...) of an item's file. `sha256` in hex and `size` in bytes are of what was sent."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    evidence = models.ForeignKey("evidence.Evidence", on_delete=models.CASCADE, related_name="files")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    key = models.CharField(max_length=32, db_index=True)  # a copy in another case names the same stored file
    small_key = models.CharField(max_length=32, blank=True)
    small_type = models.CharField(max_length=20, blank=True)
    note = models.CharField(max_length=500, blank=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(db_default=Now())

    objects = ProtectedQuerySet["EvidenceFile"].as_manager()

    class Meta:
        default_permissions = ()
        ordering = ("-number",)
        triggers = [only_appended("evidence_file")]
        constraints = [models.UniqueConstraint(fields=["evidence", "number"], name="evidence_file_number")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("case_evidence_file", args=[self.evidence.case_id, self.evidence_id, self.pk])

    @property
    def ref(self) -> Ref:
        """How the log names this file: by its item."""
        return self.evidence.ref

    @property
    def measure(self) -> str:
        """Its size for people: "1.2 MB"."""
        return filesizeformat(self.size)

    @property
    def ending(self) -> str:
        """What kind of file it is, for people: "PDF"."""
        return self.name.rpartition(".")[2].upper()
