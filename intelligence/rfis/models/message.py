"""What is said between the asking agency and one addressee."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models.functions import Now

from access.querysets import ProtectedQuerySet
from agencies.models import Agency, Person
from audit.log import Ref
from intelligence.rfis.codes import Said

LONGEST = 20_000


class Message(models.Model):
    """One message of a thread; `code` is that of an answer or a refusal. It is never changed, and only two read it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    addressee = models.ForeignKey("rfis.Addressee", on_delete=models.CASCADE, related_name="messages")
    only = ArrayField(models.UUIDField())
    kind = models.CharField(max_length=10, choices=Said, default=Said.NOTE)
    code = models.CharField(max_length=20, blank=True)
    text = models.TextField(blank=True, max_length=LONGEST)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    words = SearchVectorField(null=True, editable=False)

    objects = ProtectedQuerySet["Message"].as_manager()

    class Meta:
        default_permissions = ()
        ordering = ("created_at", "id")
        indexes = [
            models.Index(fields=["addressee", "created_at", "id"], name="rfi_thread"),
            GinIndex(fields=["words"], name="rfi_message_words"),
        ]

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def ref(self) -> Ref:
        """How the log names this message: by its addressee's line."""
        return self.addressee.ref
