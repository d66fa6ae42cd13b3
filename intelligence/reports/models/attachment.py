"""Files that come with a report: kept and served as evidence is, never shown in a page."""

import uuid

from django.db import models
from django.db.models.functions import Now
from django.template.defaultfilters import filesizeformat

from access.querysets import ProtectedQuerySet
from agencies.models import Person
from audit.log import Ref


class Attachment(models.Model):
    """A file of a report; `sha256` in hex and `size` in bytes are of what was sent."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.ForeignKey("reports.Report", on_delete=models.CASCADE, related_name="attachments")
    name = models.CharField(max_length=200)
    type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    key = models.CharField(max_length=32, db_index=True)
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    removed_at = models.DateTimeField(null=True, editable=False)

    objects = ProtectedQuerySet["Attachment"].as_manager()

    class Meta:
        default_permissions = ()
        ordering = ("created_at", "id")

    def __str__(self) -> str:
        return self.name

    @property
    def ref(self) -> Ref:
        """How the log names this file."""
        return Ref("attachment", self.pk, "report", self.report_id, self.report.originator_id)

    @property
    def measure(self) -> str:
        """Its size for people: "1.2 MB"."""
        return filesizeformat(self.size)
