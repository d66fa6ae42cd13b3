"""Guardian's direct-FK tables for the lines of the release ledger. Only `access.grants` writes them."""

from django.db import models

from access.models import GroupGrant, UserGrant


class ReleaseGroupGrant(GroupGrant):
    """An agency holds a level on a line of the ledger."""

    content_object = models.ForeignKey("releases.Release", on_delete=models.CASCADE)

    class Meta(GroupGrant.Meta):
        pass


class ReleaseUserGrant(UserGrant):
    """A named person holds a level on a line of the ledger, for one agency."""

    content_object = models.ForeignKey("releases.Release", on_delete=models.CASCADE)

    class Meta(UserGrant.Meta):
        pass
