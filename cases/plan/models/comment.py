"""What is said about an item of the plan: written once, never changed, read by whoever reads the item."""

import uuid

from django.db import models
from django.db.models.functions import Now

from access.querysets import ProtectedQuerySet
from agencies.models import Agency, Person
from audit.log import Ref


class Comment(models.Model):
    """A comment by a person for an agency. It has no audience of its own: the item's is exact for it too."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    action = models.ForeignKey("plan.Action", on_delete=models.CASCADE, related_name="comments")
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(max_length=5_000)
    created_at = models.DateTimeField(db_default=Now())

    objects = ProtectedQuerySet["Comment"].as_manager()

    class Meta:
        default_permissions = ()
        ordering = ("created_at", "id")
        indexes = [models.Index(fields=["action", "created_at", "id"], name="comment_oldest")]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def ref(self) -> Ref:
        """How the log names this comment: by its item."""
        return self.action.ref
