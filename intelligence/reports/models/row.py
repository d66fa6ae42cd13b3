"""What search reads of reports: one row per part, so that a part is withheld before it is matched."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from access.querysets import ProtectedQuerySet
from audit.log import Ref


class ReportRow(models.Model):
    """A text, name or number of a report. `piece` is what a release would withhold to keep it from being found."""

    report = models.ForeignKey("reports.Report", on_delete=models.CASCADE, related_name="+")
    piece = models.CharField(max_length=12)
    field = models.CharField(max_length=12)  # title, body, place, route, platforms; of subjects name, number, note
    only = ArrayField(models.UUIDField(), default=list)
    text = models.TextField(blank=True)
    words = SearchVectorField(null=True)
    keys = ArrayField(models.TextField(), default=list)
    exact = ArrayField(models.TextField(), default=list)

    objects = ProtectedQuerySet["ReportRow"].as_manager()

    class Meta:
        default_permissions = ()
        indexes = [
            GinIndex(fields=["words"], name="report_words"),
            GinIndex(fields=["keys"], name="report_keys"),
            GinIndex(fields=["exact"], name="report_exact"),
        ]

    def __str__(self) -> str:
        return f"{self.report_id} {self.field}"

    @property
    def ref(self) -> Ref:
        """How the log names this row: by its report."""
        return self.report.ref
