"""One message through one channel: to a person, or to an agency's desk."""

import uuid

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from agencies.models import Agency, Person
from notifications.codes import Channel, Kind, Outcome
from notifications.models.notification import Notification


class Delivery(models.Model):
    """`digest`: it goes into one mail with what else waits for the person then. `problem`: a code, never a reply.

    `dead_at`: given up, after many attempts or at once where the mail server refuses the address for good; `owned_up`:
    whoever caused the message was told that it did not arrive.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    event_id = models.BigIntegerField()
    notification = models.ForeignKey(Notification, on_delete=models.CASCADE, null=True, related_name="deliveries")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="+", db_index=False)
    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="+", db_index=False)
    channel = models.CharField(max_length=8, choices=Channel)
    kind = models.CharField(max_length=12, choices=Kind)
    urgent = models.BooleanField(default=False)
    digest = models.BooleanField(default=False)
    outcome = models.CharField(max_length=8, choices=Outcome, default=Outcome.WAITING)
    problem = models.CharField(max_length=40, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(db_default=Now())
    dead_at = models.DateTimeField(null=True)
    owned_up = models.BooleanField(default=False)
    sent_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["notification", "channel"], condition=Q(notification__isnull=False), name="delivery_once"
            ),
            models.UniqueConstraint(
                fields=["event_id", "agency", "channel"], condition=Q(notification=None), name="delivery_once_a_desk"
            ),
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(outcome="waiting", dead_at=None), name="delivery_due"),
            models.Index(fields=["person"], condition=Q(outcome="waiting", digest=True), name="delivery_digest"),
            models.Index(fields=["event_id"], name="delivery_of_event"),
            models.Index(fields=["-created_at"], condition=Q(dead_at__isnull=False), name="delivery_failed"),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.pk}"
