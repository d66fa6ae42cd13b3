"""A credential for programs: one person, acting for one agency, until it expires."""

import uuid

from django.db import models
from django.db.models import Exists, F, OuterRef
from django.db.models.functions import Now
from knox.models import AbstractAuthToken, AuthTokenManager

from agencies.models.agency import Agency
from agencies.models.membership import Membership
from audit.log import Ref


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    """Tokens that open something now, by the database's clock."""

    def live(self) -> "ApiTokenQuerySet":
        """Not expired, of this epoch, of an active person with a live membership of the token's agency."""
        membership = Membership.objects.live().filter(person=OuterRef("user"), agency=OuterRef("agency"))
        return self.filter(Exists(membership), expiry__gt=Now(), user__is_active=True, auth_epoch=F("user__auth_epoch"))


class ApiToken(AbstractAuthToken):
    """Only a digest is stored. `auth_epoch` is the person's at issue: raising theirs ends the token."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="+")
    auth_epoch = models.PositiveIntegerField(editable=False)
    name = models.CharField(max_length=100, blank=True)

    objects = AuthTokenManager.from_queryset(ApiTokenQuerySet)()

    class Meta:
        default_permissions = ()
        ordering = ("-created",)

    def __str__(self) -> str:
        return self.name or str(self.public_id)

    @property
    def ref(self) -> Ref:
        """The token in the log, as a part of its person."""
        return Ref(type="token", id=self.public_id, root_type="person", root=self.user_id, owner=self.agency_id)
