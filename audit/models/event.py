"""The event: the audit trail, the outbox, the timeline and the source of every notification."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from audit.fields import CurrentTransaction, DatabaseClock, NextEventId, Xid8Field


class Led(models.TextChoices):
    """What was done with data: the logging duties of Directive (EU) 2016/680 (LED), article 25."""

    COLLECTION = "collection", _("Collection")
    ALTERATION = "alteration", _("Alteration")
    CONSULTATION = "consultation", _("Consultation")
    DISCLOSURE = "disclosure", _("Disclosure")
    COMBINATION = "combination", _("Combination")
    ERASURE = "erasure", _("Erasure")


class Event(models.Model):
    """One thing that happened. Insert-only, partitioned by month; bare ids, so that nothing it names need exist.

    `id` never leaves the server: with `xid` it would tell the order of what others do.
    """

    pk = models.CompositePrimaryKey("id", "at")
    id = models.BigIntegerField(db_default=NextEventId())
    at = models.DateTimeField(db_default=DatabaseClock())
    xid = Xid8Field(db_default=CurrentTransaction())
    actor = models.UUIDField(null=True)
    agency = models.UUIDField(null=True)
    owner = models.UUIDField(null=True)
    verb = models.TextField()
    led = models.TextField(choices=Led)
    object_type = models.TextField()
    object_id = models.UUIDField(null=True)
    root_type = models.TextField()
    root_id = models.UUIDField(null=True)
    object_ids = ArrayField(models.UUIDField(), default=list, db_column="objects")
    recipients = ArrayField(models.UUIDField(), default=list)
    purpose = models.TextField(default="")
    request_id = models.UUIDField(null=True)
    detail = models.JSONField(default=dict)

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(fields=["root_id", "-at", "-id"], name="audit_event_root"),
            models.Index(
                fields=["root_id", "-at", "-id"],
                name="audit_event_root_changes",
                condition=~models.Q(led=Led.CONSULTATION),
            ),
            models.Index(fields=["owner", "-at", "-id"], name="audit_event_owner"),
            models.Index(fields=["agency", "-at", "-id"], name="audit_event_agency"),
            models.Index(fields=["-at", "-id"], name="audit_event_when"),
            models.Index(fields=["xid", "id"], name="audit_event_seal"),
            GinIndex(fields=["object_ids"], name="audit_event_objects"),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(led__in=Led.values), name="audit_event_led"),
            models.CheckConstraint(
                condition=models.Q(verb__regex=r"^[a-z_]+\.[a-z_]+$"), name="audit_event_verb_is_object_and_participle"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verb} at {self.at.isoformat()}"


class Outbox(models.Model):
    """An event somebody has yet to be told of. Readers lease these rows; nobody asks for the newest event id."""

    event_id = models.BigIntegerField(primary_key=True)
    created = models.DateTimeField(db_default=DatabaseClock())
    due_at = models.DateTimeField(db_default=DatabaseClock())
    tries = models.PositiveSmallIntegerField(default=0)
    dead_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["due_at"], condition=models.Q(dead_at=None), name="audit_outbox_due")]

    def __str__(self) -> str:
        return f"event {self.event_id} waits"
