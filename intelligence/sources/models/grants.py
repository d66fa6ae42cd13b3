"""Guardian's direct-FK tables for sources. Only `access.grants` writes them."""

from django.db import models

from access.models import GroupGrant, UserGrant


class SourceGroupGrant(GroupGrant):
    """The originating agency knows that the source exists."""

    content_object = models.ForeignKey("sources.Source", on_delete=models.CASCADE)

    class Meta(GroupGrant.Meta):
        pass


class SourceUserGrant(UserGrant):
    """One person, acting for the originating agency, handles the source."""

    content_object = models.ForeignKey("sources.Source", on_delete=models.CASCADE)

    class Meta(UserGrant.Meta):
        pass
