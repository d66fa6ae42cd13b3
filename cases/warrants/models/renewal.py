"""A renewal of a warrant: what meetings count as “updated”."""

import uuid

from django.db import models

from access.querysets import ProtectedQuerySet
from agencies.models import Agency, Person
from audit.log import Ref


class Renewal(models.Model):
    """One renewal: from which last day to which, by whom and when. It is seen by whoever sees its warrant."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    warrant = models.ForeignKey("warrants.Warrant", on_delete=models.CASCADE, related_name="renewals")
    was = models.DateField(null=True)
    expires_on = models.DateField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = ProtectedQuerySet["Renewal"].as_manager()

    class Meta:
        default_permissions = ()
        ordering = ("-at", "-id")
        indexes = [models.Index(fields=["warrant", "-at"], name="renewal_newest")]

    def __str__(self) -> str:
        return f"until {self.expires_on}"

    @property
    def ref(self) -> Ref:
        """How the log names this renewal: by its warrant."""
        return self.warrant.ref
