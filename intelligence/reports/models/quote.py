"""A report that quotes another: by reference alone, so that what was recalled is gone from the quoting report too."""

import uuid

from django.db import models
from django.db.models.functions import Now

from access.querysets import ProtectedQuerySet
from agencies.models import Agency, Person
from audit.log import Ref


class Quote(models.Model):
    """`report` builds on `source`. Who reads the report sees the quoted text only while they may read the source."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.ForeignKey("reports.Report", on_delete=models.CASCADE, related_name="quotes")
    source = models.ForeignKey("reports.Report", on_delete=models.CASCADE, related_name="quoted_by")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    removed_at = models.DateTimeField(null=True, editable=False)

    objects = ProtectedQuerySet["Quote"].as_manager()

    class Meta:
        default_permissions = ()
        ordering = ("created_at", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["report", "source"], condition=models.Q(removed_at=None), name="quoted_once"
            ),
            models.CheckConstraint(condition=~models.Q(report=models.F("source")), name="quotes_another"),
        ]

    def __str__(self) -> str:
        return f"{self.report_id} quotes {self.source_id}"

    @property
    def ref(self) -> Ref:
        """How the log names this quotation: of the quoting report."""
        return Ref("quote", self.pk, "report", self.report_id, self.report.originator_id)
