"""Guardian's direct-FK tables for meetings. Only `access.grants` writes them."""

from django.db import models

from access.models import GroupGrant, UserGrant


class ReviewGroupGrant(GroupGrant):
    """An agency holds a level on a meeting."""

    content_object = models.ForeignKey("reviews.Review", on_delete=models.CASCADE)

    class Meta(GroupGrant.Meta):
        pass


class ReviewUserGrant(UserGrant):
    """Stays empty: nobody is named to a meeting. `access` asks for the table beside each root's."""

    content_object = models.ForeignKey("reviews.Review", on_delete=models.CASCADE)

    class Meta(UserGrant.Meta):
        pass
