"""An agency's own system, told by signed webhooks."""

import uuid

from django.db import models
from django.db.models.functions import Now

from agencies.models import Agency
from audit.log import Ref


class Endpoint(models.Model):
    """Where an agency's system listens. Secrets are sealed; the former one still signs until `former_until`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.OneToOneField(Agency, on_delete=models.CASCADE, related_name="+")
    url = models.URLField(max_length=500)
    secret = models.TextField()
    former = models.TextField(blank=True)
    former_until = models.DateTimeField(null=True)
    set_at = models.DateTimeField(db_default=Now())

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.url

    @property
    def ref(self) -> Ref:
        """How the log names it."""
        return Ref("endpoint", self.pk, "agency", self.agency_id, self.agency_id)
