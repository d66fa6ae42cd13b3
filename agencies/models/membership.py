"""What a person does in an agency."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from agencies.models.agency import Agency
from agencies.models.person import Person


class Role(models.TextChoices):
    """Roles of people in an agency (the domain page, section 1)."""

    ANALYST = "analyst", _("Analyst")
    LIAISON = "liaison", _("Liaison officer")
    SUPERVISOR = "supervisor", _("Supervisor")
    CASEWORKER = "caseworker", _("Caseworker")
    COUNSEL = "counsel", _("Counsel")
    DELEGATE = "delegate", _("Operation delegate")
    ADMIN = "admin", _("Agency administrator")
    OVERSIGHT = "oversight", _("Oversight")


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Live memberships only count: neither person, agency nor membership ended or suspended."""

    def live(self) -> "MembershipQuerySet":
        return self.filter(ended_at=None, person__is_active=True, agency__suspended_at=None)


class Membership(models.Model):
    """A person's roles in one agency; `position` orders a person's agencies, the first is the one acted for."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="memberships")
    roles = ArrayField(models.CharField(max_length=20, choices=Role))
    position = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ("position", "created_at")
        constraints = [
            models.UniqueConstraint(fields=["person", "agency"], name="membership_once"),
            models.CheckConstraint(
                condition=models.Q(roles__len__gt=0, roles__contained_by=Role.values), name="membership_roles_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} @ {self.agency}"
