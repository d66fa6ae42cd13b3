"""The seals over the log. `audit.sealing` writes them, `audit.verification` walks them; nobody alters them."""

from django.db import models

from audit.fields import Xid8Field


class Era(models.Model):
    """A stretch of the log within one history of the database. A restore from a backup begins a new one."""

    number = models.PositiveIntegerField(primary_key=True)
    started_at = models.DateTimeField()
    reason = models.TextField()
    first_event_id = models.BigIntegerField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"era {self.number}"


class Seal(models.Model):
    """One batch of sealed rows; `head` binds them and all seals before. `last_xid`, `last_id`: its final row."""

    number = models.BigIntegerField(primary_key=True)
    era = models.ForeignKey(Era, on_delete=models.PROTECT, related_name="seals")
    at = models.DateTimeField()
    rows = models.PositiveIntegerField()
    last_xid = Xid8Field()
    last_id = models.BigIntegerField()
    previous = models.BinaryField()
    head = models.BinaryField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"seal {self.number}"


class SealedRow(models.Model):
    """The hash of one event as it was when sealed, and its place within the seal."""

    pk = models.CompositePrimaryKey("event_id", "at")
    event_id = models.BigIntegerField()
    at = models.DateTimeField()
    hash = models.BinaryField()
    seal = models.ForeignKey(Seal, on_delete=models.PROTECT, related_name="sealed", db_index=False)
    place = models.PositiveIntegerField()

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["seal", "place"], name="audit_sealed_place_once")]

    def __str__(self) -> str:
        return f"event {self.event_id} in seal {self.seal_id}"
