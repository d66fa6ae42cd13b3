"""How a source was graded, and when: the handler's judgement, never changed afterwards."""

import uuid

from django.db import models
from django.db.models.functions import Now

from access.querysets import ProtectedQuerySet
from agencies.models import Person
from audit.log import Ref
from intelligence.grades import RELIABILITY


class Grade(models.Model):
    """One line of the grading history."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    source = models.ForeignKey("sources.Source", on_delete=models.CASCADE, related_name="grades")
    reliability = models.CharField(max_length=1, choices=RELIABILITY)
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now(), editable=False)

    objects = ProtectedQuerySet["Grade"].as_manager()

    class Meta:
        default_permissions = ()
        ordering = ("-at", "-id")

    def __str__(self) -> str:
        return f"grade {self.pk}"

    @property
    def ref(self) -> Ref:
        """How the log names this line."""
        return Ref("source_grade", self.pk, "source", self.source_id, self.source.originator_id)
