"""A standing query: tell me if anyone ever enters this. Kept sealed, for a person and an agency, until a day."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now
from django.urls import reverse

from agencies.models import Agency
from audit.log import Ref
from intelligence.hits.models.query import Sealed
from intelligence.hits.models.tried import Tried, TriedQuerySet


class WatchQuerySet(TriedQuerySet):
    """Standing queries in force, by the database's clock."""

    def live(self) -> "WatchQuerySet":
        return self.filter(withdrawn_at=None, until__gt=Now())


class Watch(Tried, Sealed):
    """What is asked for each time that an agency writes a record.

    One that cannot be read is laid aside; `missed` are the records that met its keys since, for when it was mended.
    """

    missed = ArrayField(models.UUIDField(), default=list)
    until = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    objects = WatchQuerySet.as_manager()

    class Meta(Sealed.Meta):
        indexes = [models.Index(fields=["person", "agency", "-at"], name="hit_watch_own")]

    def __str__(self) -> str:
        return f"standing query until {self.until:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return reverse("hit_watch", args=[self.pk])

    @property
    def ref(self) -> Ref:
        """How the log names it."""
        return Ref("hit_watch", self.pk, "hit_watch", self.pk, self.agency_id)


class WatchKey(models.Model):
    """A key by which a record finds the standing queries that ask for it."""

    pk = models.CompositePrimaryKey("key", "watch_id")
    key = models.BigIntegerField()
    watch = models.ForeignKey(Watch, on_delete=models.CASCADE, related_name="+")

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"key of {self.watch_id}"


class Sighting(models.Model):
    """`hit: contact` for a standing query: one line per agency, however many records it has, with the last time.

    `noted_at`: when its asker said that it was read; nothing again once the agency is met anew.
    """

    watch = models.ForeignKey(Watch, on_delete=models.CASCADE, related_name="sightings")
    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    noted_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        ordering = ("-at",)
        constraints = [models.UniqueConstraint(fields=["watch", "agency"], name="sighting_once_an_agency")]

    def __str__(self) -> str:
        return f"{self.agency} for {self.watch_id}"
