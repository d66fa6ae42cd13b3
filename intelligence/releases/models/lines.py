"""What hangs on a release: what its two sides say to each other, and the steps of the owner's officers."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from access.querysets import ProtectedQuerySet
from agencies.models import Agency, Person
from audit.log import Ref
from cases.evidence.models.appended import only_appended
from intelligence.releases.codes import Leave, Said, Step


class Message(models.Model):
    """A question of the owner, a reply of the asker, or a tear-line. Both sides read it; nobody changes it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    release = models.ForeignKey("releases.Release", on_delete=models.CASCADE, related_name="messages")
    kind = models.CharField(max_length=10, choices=Said)
    text = models.TextField(max_length=5_000)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    created_at = models.DateTimeField(db_default=Now())

    objects = ProtectedQuerySet["Message"].as_manager()

    class Meta:
        default_permissions = ()
        ordering = ("created_at", "id")
        triggers = [only_appended("release_message")]

    def __str__(self) -> str:
        return self.kind

    @property
    def ref(self) -> Ref:
        """How the log names this message: by its release."""
        return self.release.ref


class Decision(models.Model):
    """What one officer of the owner did, with the terms and the hash of the content that it was bound to.

    The owner's side alone reads it. `step` says what; a line is only ever added to.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    release = models.ForeignKey("releases.Release", on_delete=models.CASCADE, related_name="decisions")
    step = models.CharField(max_length=10, choices=Step)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    digest = models.CharField(max_length=64, blank=True)
    withheld = ArrayField(models.CharField(max_length=12), default=list, blank=True)
    leave = ArrayField(models.CharField(max_length=12, choices=Leave), default=list, blank=True)
    until = models.DateTimeField(null=True)
    reason = models.CharField(max_length=2_000, blank=True)
    at = models.DateTimeField(db_default=Now())

    objects = ProtectedQuerySet["Decision"].as_manager()

    class Meta:
        default_permissions = ()
        ordering = ("at", "id")
        triggers = [only_appended("release_decision")]

    def __str__(self) -> str:
        return self.step

    @property
    def ref(self) -> Ref:
        """How the log names this step: by its release."""
        return self.release.ref
