"""How a person wants to be told: a pace for each kind, quiet hours, records watched or muted."""

import uuid
from datetime import time

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from agencies.models import Agency, Person
from notifications.codes import Kind, Pace


class Preference(models.Model):
    """The pace a person chose for a kind; without one the default holds (`notifications.pacing`)."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind)
    pace = models.CharField(max_length=8, choices=Pace)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["person", "kind"], name="preference_once")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.pace}"


class Rhythm(models.Model):
    """A person's day: when the daily mail comes, and the hours in which none comes that is not urgent."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, primary_key=True, related_name="+")
    daily_at = models.TimeField(default=time(8))
    quiet_from = models.TimeField(null=True)
    quiet_until = models.TimeField(null=True)

    class Meta:
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(quiet_from=None, quiet_until=None)
                | Q(quiet_from__isnull=False, quiet_until__isnull=False) & ~Q(quiet_from=models.F("quiet_until")),
                name="rhythm_quiet_from_until",
            )
        ]

    def __str__(self) -> str:
        return f"daily at {self.daily_at}"


class Watch(models.Model):
    """A person follows every change of a record, or (muted) hears of none that is not urgent. Grants nothing."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="+")
    root_type = models.CharField(max_length=40)
    root_id = models.UUIDField()
    muted = models.BooleanField(default=False)
    since = models.DateTimeField(db_default=Now())

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["person", "agency", "root_id"], name="watch_once")]
        indexes = [models.Index(fields=["root_id"], name="watch_root")]

    def __str__(self) -> str:
        return f"{'muted' if self.muted else 'watched'} {self.root_type}"
