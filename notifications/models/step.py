"""How far the centre has gone in pressing for what a clock asks."""

from django.db import models
from django.db.models.functions import Now

from notifications.codes import Stage


class Step(models.Model):
    """Of this clock of this record, running out at `ends_at`, people were told that `stage` was reached."""

    clock = models.CharField(max_length=20)
    object_id = models.UUIDField()
    ends_at = models.DateTimeField()
    stage = models.PositiveSmallIntegerField(choices=Stage)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["object_id", "clock", "ends_at", "stage"], name="step_once")]

    def __str__(self) -> str:
        return f"{self.clock}: {self.get_stage_display()}"
