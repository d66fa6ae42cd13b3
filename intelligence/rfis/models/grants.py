"""Guardian's direct-FK tables for requests for information. Only `access.grants` writes them."""

from django.db import models

from access.models import GroupGrant, UserGrant


class RfiGroupGrant(GroupGrant):
    """An agency asked, or is asked."""

    content_object = models.ForeignKey("rfis.Rfi", on_delete=models.CASCADE)

    class Meta(GroupGrant.Meta):
        pass


class RfiUserGrant(UserGrant):
    """A named person asked, or is asked."""

    content_object = models.ForeignKey("rfis.Rfi", on_delete=models.CASCADE)

    class Meta(UserGrant.Meta):
        pass
