"""A canary: an invented person or number that no case knows. Who finds it was feeling their way through holdings."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models

from agencies.models import Agency, Person
from audit.log import Ref


class Canary(models.Model):
    """Planted by oversight in its own agency's holdings. Being found looks like `no hit`, and rings with oversight."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    planted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    planted_at = models.DateTimeField()
    names = ArrayField(models.CharField(max_length=200), default=list)
    born = models.CharField(max_length=10, blank=True)
    numbers = models.JSONField(default=list)  # [kind, value as typed, normal form]
    removed_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        ordering = ("-planted_at", "-id")

    def __str__(self) -> str:
        return f"canary of {self.planted_at:%Y-%m-%d}"

    @property
    def ref(self) -> Ref:
        """How the log names it."""
        return Ref("canary", self.pk, "canary", self.pk, self.agency_id)


class Alarm(models.Model):
    """A canary was found: by which query, or by which record that somebody wrote, of whom (nobody, where no event
    says who wrote it). For oversight of the agency that planted it, and of the asker's."""

    canary = models.ForeignKey(Canary, on_delete=models.PROTECT, related_name="alarms")
    query = models.UUIDField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        ordering = ("-at", "-id")
        constraints = [models.UniqueConstraint(fields=["canary", "query"], name="alarm_once_a_query")]

    def __str__(self) -> str:
        return f"alarm of {self.at:%Y-%m-%d}"
