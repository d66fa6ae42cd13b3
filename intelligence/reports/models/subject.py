"""Who or what a report is about, in the words of subjects of cases."""

import uuid
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from access.querysets import ProtectedQuerySet
from audit.log import Ref
from cases.subjects.codes import Kind, Notice, Role
from cases.subjects.said import day_in_words
from cases.tracking import tracked


@tracked(without=("notice",))
class ReportSubject(models.Model):
    """A subject of a report. `names`: [{text, kind, language}], the main one first; `numbers`: [{kind, value, country,
    normal}]; `born` a partial ISO date: 1980, 1980-05, 1980-05-17.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.ForeignKey("reports.Report", on_delete=models.CASCADE, related_name="subjects")
    label = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.PERSON)
    role = models.CharField(max_length=20, choices=Role, blank=True)
    born = models.CharField(max_length=10, blank=True)
    nationality = ArrayField(models.CharField(max_length=2), default=list, blank=True)
    names = models.JSONField(default=list)
    numbers = models.JSONField(default=list)
    note = models.TextField(blank=True, max_length=20_000)
    only = ArrayField(models.UUIDField(), default=list, blank=True)  # exact, over any release; empty: as the report
    notice = models.CharField(max_length=8, choices=Notice, blank=True, default=Notice.USUAL)  # empty: as the report
    position = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    removed_at = models.DateTimeField(null=True, editable=False)

    objects = ProtectedQuerySet["ReportSubject"].as_manager()

    class Meta:
        default_permissions = ()
        ordering = ("position", "id")

    def __str__(self) -> str:
        return self.label

    @property
    def ref(self) -> Ref:
        """How the log names this subject."""
        return Ref("report_subject", self.pk, "report", self.report_id, self.report.originator_id)

    @property
    def told(self) -> str:
        """Who is told of a hit, as it stands: one for some agencies only causes no notice to others by itself."""
        return self.notice or (Notice.OWNER.value if self.only else self.report.told)

    @property
    def born_in_words(self) -> str:
        """The date in the reader's calendar, as far as it is known."""
        return day_in_words(self.born)

    @property
    def content(self) -> dict[str, Any]:
        """What is said of it, for the hash that an approval binds to."""
        fields = ("kind", "role", "born", "nationality", "names", "numbers", "note")
        return {field: getattr(self, field) for field in fields} | {"only": [str(pk) for pk in self.only]}
