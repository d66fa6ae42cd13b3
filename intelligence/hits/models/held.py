"""The match index: what agencies hold, and the keys by which it is found. Written inside the verbs, never behind."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from agencies.models import Agency
from intelligence.hits.models.tried import Tried, TriedQuerySet


class Held(models.Model):
    """One record of an agency, as it is compared. `numbers` are `kind:normal form`; `digest` says when it changed.

    Whether it still stands, and who is told of it, is read from the record itself each time.
    """

    noun = models.CharField(max_length=20)
    record = models.UUIDField(unique=True)
    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="+")
    root = models.UUIDField()
    kind = models.CharField(max_length=20)
    names = ArrayField(models.TextField(), default=list)
    born = models.CharField(max_length=10, blank=True)
    nationality = ArrayField(models.CharField(max_length=2), default=list)
    numbers = ArrayField(models.TextField(), default=list)
    digest = models.BinaryField(max_length=16)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.noun} {self.record}"


class HeldKey(models.Model):
    """A key of a holding: see `keys`. The primary key is the whole row, so a look-up reads the index alone."""

    pk = models.CompositePrimaryKey("key", "held_id")
    key = models.BigIntegerField()
    held = models.ForeignKey(Held, on_delete=models.CASCADE, related_name="+")

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"key of {self.held_id}"


class Unscreened(Tried):
    """A holding that was written and is to be screened: a queue of the background work.

    A row is deleted in the transaction that raises what was found, so a killed worker loses nothing.
    """

    record = models.UUIDField()
    at = models.DateTimeField(db_default=Now())

    objects = TriedQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(fields=["next_at", "id"], condition=models.Q(laid_aside_at=None), name="unscreened_due"),
            models.Index(fields=["record"], name="unscreened_record"),
            models.Index(fields=["ticket"], condition=~models.Q(laid_aside_at=None), name="unscreened_aside"),
        ]

    def __str__(self) -> str:
        return str(self.record)
