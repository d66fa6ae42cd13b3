"""A name of a subject: any script, with its language and what it is to its bearer."""

import uuid

from django.db import models

from access.querysets import ProtectedQuerySet
from audit.log import Ref
from cases.subjects.codes import NameKind
from cases.tracking import tracked


@tracked()
class SubjectName(models.Model):
    """One name. It is seen by whoever sees its subject."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject = models.ForeignKey("subjects.Subject", on_delete=models.CASCADE, related_name="names")
    text = models.CharField(max_length=200)
    kind = models.CharField(max_length=16, choices=NameKind, default=NameKind.ALIAS)
    language = models.CharField(max_length=10, blank=True)
    position = models.PositiveSmallIntegerField()
    removed_at = models.DateTimeField(null=True, editable=False)

    objects = ProtectedQuerySet["SubjectName"].as_manager()

    class Meta:
        default_permissions = ()
        ordering = ("position", "id")

    def __str__(self) -> str:
        return self.text

    @property
    def ref(self) -> Ref:
        """How the log names this name: by its subject."""
        return self.subject.ref
