"""An identifier of a subject: a phone, a passport, a plate, an account, as written and in its normal form."""

import uuid

from django.db import models

from access.querysets import ProtectedQuerySet
from audit.log import Ref
from cases.subjects.codes import IdentifierKind
from cases.tracking import tracked


@tracked(without=("normal",))
class Identifier(models.Model):
    """One identifier. It is seen by whoever sees its subject; `normal` is for equality alone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject = models.ForeignKey("subjects.Subject", on_delete=models.CASCADE, related_name="identifiers")
    kind = models.CharField(max_length=16, choices=IdentifierKind)
    value = models.CharField(max_length=200)
    normal = models.CharField(max_length=200, editable=False)
    country = models.CharField(max_length=2, blank=True)
    position = models.PositiveSmallIntegerField()
    removed_at = models.DateTimeField(null=True, editable=False)

    objects = ProtectedQuerySet["Identifier"].as_manager()

    class Meta:
        default_permissions = ()
        ordering = ("position", "id")

    def __str__(self) -> str:
        return self.value

    @property
    def ref(self) -> Ref:
        """How the log names this identifier: by its subject."""
        return self.subject.ref
