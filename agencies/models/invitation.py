"""An invitation to join an agency: a one-time link, of which only a digest is stored."""

import uuid
from datetime import timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from agencies.models.agency import Agency
from agencies.models.membership import Role
from agencies.models.person import Person
from audit.log import Ref

LIFETIME = timedelta(days=7)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Invitations by what may still happen to them; the database's clock decides."""

    def open(self) -> "InvitationQuerySet":
        return self.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=Now(), agency__suspended_at=None)


class Invitation(models.Model):
    """Who is asked to join, as what; open until it is accepted or withdrawn, or `expires_at` passes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="invitations")
    name = models.CharField(max_length=200)
    email = models.EmailField()
    roles = ArrayField(models.CharField(max_length=20, choices=Role))
    language = models.CharField(max_length=10, default="en")
    token_digest = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    expires_at = models.DateTimeField(db_default=Now() + LIFETIME, editable=False)
    accepted_at = models.DateTimeField(null=True, editable=False)
    accepted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+", editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ("-created_at",)
        constraints = [
            models.CheckConstraint(
                condition=Q(accepted_at=None, accepted_by=None)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False, withdrawn_at=None),
                name="invitation_accepted_or_withdrawn",
            ),
            models.CheckConstraint(condition=Q(roles__len__gt=0), name="invitation_has_roles"),
        ]

    def __str__(self) -> str:
        return f"{self.email} → {self.agency}"

    @property
    def ref(self) -> Ref:
        """The invitation in the log, as a part of its agency."""
        agency = self.agency_id
        return Ref(type="invitation", id=self.pk, root_type="agency", root=agency, owner=agency)
