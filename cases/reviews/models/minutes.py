"""The minutes as they were fixed: one part per agency at the table and case that it could read."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models

from access.querysets import ProtectedQuerySet
from audit.log import Ref
from cases.models import Case


class MinutesPart(models.Model):
    """What one agency's minutes say of one case. `content` is of `cases.reviews.content`; it is never written again.

    It hangs on the case, for that agency alone: who loses the case loses its minutes, and nobody gains any.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    review = models.ForeignKey("reviews.Review", on_delete=models.CASCADE, related_name="parts", editable=False)
    item = models.ForeignKey("reviews.AgendaItem", on_delete=models.CASCADE, related_name="+", editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+", editable=False)
    only = ArrayField(models.UUIDField(), size=1)
    content = models.JSONField()

    objects = ProtectedQuerySet["MinutesPart"].as_manager()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["item", "only"], name="minutes_once"),
            models.CheckConstraint(condition=models.Q(only__len=1), name="minutes_for_one_agency"),
        ]

    def __str__(self) -> str:
        return f"minutes of {self.item_id}"

    @property
    def ref(self) -> Ref:
        """How the log names this part: within its case, and for the oversight of the agency whose minutes they are."""
        return Ref("minutes", self.pk, "case", self.case_id, self.only[0])
