"""That a piece of evidence is about a subject: seen by whoever sees both."""

import uuid

from django.db import models
from django.db.models.functions import Now

from access.querysets import ProtectedQuerySet
from access.registry import audiences
from agencies.models import Agency, Person
from audit.log import Ref


class EvidenceSubject(models.Model):
    """An item and a subject of the same case. Linking touches neither: either may be restricted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    evidence = models.ForeignKey("evidence.Evidence", on_delete=models.CASCADE, related_name="mentions")
    subject = models.ForeignKey("subjects.Subject", on_delete=models.CASCADE, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(db_default=Now())
    removed_at = models.DateTimeField(null=True)

    objects = ProtectedQuerySet["EvidenceSubject"].as_manager()

    class Meta:
        default_permissions = ()
        ordering = ("created_at", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["evidence", "subject"], condition=models.Q(removed_at=None), name="evidence_subject_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.subject)

    @property
    def ref(self) -> Ref:
        """How the log names this link; a restricted one belongs to the oversight of its supplier alone."""
        case = self.evidence.case
        owner = self.agency_id if audiences(self) else case.originator_id
        return Ref("evidence_subject", self.pk, "case", case.pk, owner)
