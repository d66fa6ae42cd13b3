"""Guardian's direct-FK tables for urgent alerts. Only `access.grants` writes them."""

from django.db import models

from access.models import GroupGrant, UserGrant


class AlertGroupGrant(GroupGrant):
    """An agency holds a level on an alert."""

    content_object = models.ForeignKey("alerts.Alert", on_delete=models.CASCADE)

    class Meta(GroupGrant.Meta):
        pass


class AlertUserGrant(UserGrant):
    """A named person holds a level on an alert; of an alert raised on a compartment."""

    content_object = models.ForeignKey("alerts.Alert", on_delete=models.CASCADE)

    class Meta(UserGrant.Meta):
        pass
