"""Guardian's direct-FK tables for cases. Only `access.grants` writes them."""

from django.db import models

from access.models import GroupGrant, UserGrant


class CaseGroupGrant(GroupGrant):
    """An agency holds a level on a case."""

    content_object = models.ForeignKey("cases.Case", on_delete=models.CASCADE)

    class Meta(GroupGrant.Meta):
        pass


class CaseUserGrant(UserGrant):
    """A named person holds a level on a compartmented case, for one agency."""

    content_object = models.ForeignKey("cases.Case", on_delete=models.CASCADE)

    class Meta(UserGrant.Meta):
        pass
