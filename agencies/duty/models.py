"""Turns of duty: who answers for an agency's desk, who stands in, who is away, from when until when."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency, Person
from audit.log import Ref


class Kind(models.TextChoices):
    """What a turn is (the domain page, section 3: duty roster, deputies and leave per desk)."""

    DUTY = "duty", _("On duty")
    DEPUTY = "deputy", _("Deputy")
    LEAVE = "leave", _("On leave")


class TurnQuerySet(models.QuerySet["Turn"]):
    """Turns that stand: not struck off."""

    def standing(self, agency: Agency) -> "TurnQuerySet":
        return self.filter(agency=agency, struck_at=None)


class Turn(models.Model):
    """One line of an agency's roster. A turn that has begun can be ended, one that has not can be struck off."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="turns")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=6, choices=Kind)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(db_default=Now(), editable=False)
    struck_at = models.DateTimeField(null=True, editable=False)

    objects = TurnQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ("starts_at", "id")
        indexes = [models.Index(fields=["agency", "ends_at"], condition=Q(struck_at=None), name="turn_standing")]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gte=F("starts_at")), name="turn_ends_after_it_starts")
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.kind}"

    @property
    def ref(self) -> Ref:
        """How the log names this turn."""
        return Ref("turn", self.pk, "agency", self.agency_id, self.agency_id)
