"""Guardian's direct-FK tables for networks. Only `access.grants` writes them."""

from django.db import models

from access.models import GroupGrant, UserGrant


class NetworkGroupGrant(GroupGrant):
    """An agency holds a level on a network."""

    content_object = models.ForeignKey("networks.Network", on_delete=models.CASCADE)

    class Meta(GroupGrant.Meta):
        pass


class NetworkUserGrant(UserGrant):
    """A named person holds a level on a network; networks have no compartments yet, so there are no rows."""

    content_object = models.ForeignKey("networks.Network", on_delete=models.CASCADE)

    class Meta(UserGrant.Meta):
        pass
