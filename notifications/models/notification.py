"""One thing that one person is told: bare ids, so that what it says is asked for anew each time it is shown."""

import uuid

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse

from access.viewer import Viewer
from agencies.models import Agency, Person
from notifications.codes import Kind


class NotificationQuerySet(models.QuerySet["Notification"]):
    """Whose they are comes first; what they are about is the inbox's to ask."""

    def own(self, viewer: Viewer) -> "NotificationQuerySet":
        """What the viewer was told in the agency it acts for."""
        return self.filter(person=viewer.person_id, agency=viewer.agency_id)


class Notification(models.Model):
    """`event_id` tells `person`, as a member of `agency`. It holds no title and no name."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    event_id = models.BigIntegerField()
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", db_index=False)
    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(max_length=12, choices=Kind)
    verb = models.CharField(max_length=80)
    urgent = models.BooleanField(default=False)
    actor = models.UUIDField(null=True)
    by_agency = models.UUIDField(null=True)
    object_type = models.CharField(max_length=40)
    object_id = models.UUIDField()
    at = models.DateTimeField()
    created_at = models.DateTimeField(db_default=Now())
    read_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ("-at", "-id")
        constraints = [models.UniqueConstraint(fields=["event_id", "person"], name="notification_once")]
        indexes = [
            models.Index(fields=["person", "agency", "-at", "-id"], name="notification_newest"),
            models.Index(
                fields=["person", "agency"], condition=Q(read_at=None, done_at=None), name="notification_unread"
            ),
            models.Index(fields=["created_at"], name="notification_age"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} at {self.at.isoformat()}"

    def get_absolute_url(self) -> str:
        """The one address that mails name: it leads on to the record, for whoever may still see it."""
        return reverse("notification", args=[self.pk])
