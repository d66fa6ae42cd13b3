"""One desk of an alert: when it was asked, whether it acknowledged, and whether it was reached by telephone."""

import uuid
from datetime import timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from access.querysets import ProtectedQuerySet
from agencies.models import Agency, Person
from audit.log import Ref
from cases.alerts.codes import Word

ANSWER_WITHIN = timedelta(minutes=30)  # by the clock on the wall, day and night


class AlertDesk(models.Model):
    """Seen by the issuer and by the desk itself (`only`): no desk learns which others were asked. Ended lines stay."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    alert = models.ForeignKey("alerts.Alert", on_delete=models.CASCADE, related_name="desks")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    only = ArrayField(models.UUIDField())
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(db_default=Now())
    due_at = models.DateTimeField()
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    word = models.CharField(max_length=12, choices=Word, blank=True)
    reached_at = models.DateTimeField(null=True)
    reached_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    withdrawn_at = models.DateTimeField(null=True)
    thread = models.OneToOneField("vault.VaultRecord", on_delete=models.PROTECT, related_name="+", null=True)
    messages = models.PositiveSmallIntegerField(default=0)
    message_at = models.DateTimeField(null=True)

    objects = ProtectedQuerySet["AlertDesk"].as_manager()

    class Meta:
        default_permissions = ()
        ordering = ("asked_at", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["alert", "agency"], condition=Q(withdrawn_at=None), name="alert_desk_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(acknowledged_at=None, acknowledged_by=None, word="")
                | Q(acknowledged_at__isnull=False, acknowledged_by__isnull=False) & ~Q(word=""),
                name="alert_desk_acknowledged_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return str(self.alert)

    def get_absolute_url(self) -> str:
        return self.alert.get_absolute_url()

    @property
    def ref(self) -> Ref:
        """How the log names this line."""
        return Ref("alert_desk", self.pk, "alert", self.alert_id, self.alert.originator_id)

    @property
    def state(self) -> str:
        """`withdrawn`, `acknowledged`, `reached` (by telephone, not yet by its own word) or `waiting`."""
        if self.withdrawn_at is not None:
            return "withdrawn"
        if self.acknowledged_at is not None:
            return "acknowledged"
        return "reached" if self.reached_at is not None else "waiting"
