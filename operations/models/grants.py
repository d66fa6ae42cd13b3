"""Guardian's direct-FK tables for operations, with a beginning. Only `access.grants` writes them."""

from django.db import models

from access.models import Embargoed, GroupGrant, UserGrant
from access.registry import FOREVER

_SPAN = ["expires_at", "begins_at"]


def _indexes(holder: str, name: str) -> list[models.Index]:
    """As of every grant, with the beginning beside the end: pages are still read from the index alone."""
    fields = [*(["user"] if holder == "user" else []), "group", "permission", "-sort_at", "-content_object"]
    return [
        models.Index(fields=fields, include=[*_SPAN, "originator_id"], name=f"{name}_page"),
        models.Index(fields=["expires_at"], condition=models.Q(expires_at__lt=FOREVER), name=f"{name}_ends"),
    ]


class OperationGroupGrant(Embargoed, GroupGrant):
    """An agency holds a level on an operation from `begins_at` on."""

    content_object = models.ForeignKey("operations.Operation", on_delete=models.CASCADE)

    class Meta(GroupGrant.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["group", "permission", "content_object"], include=_SPAN, name="operationgroupgrant_once"
            )
        ]
        indexes = _indexes("group", "operationgroupgrant")


class OperationUserGrant(Embargoed, UserGrant):
    """A named person holds a level on a compartmented operation from `begins_at` on."""

    content_object = models.ForeignKey("operations.Operation", on_delete=models.CASCADE)

    class Meta(UserGrant.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["user", "group", "permission", "content_object"], include=_SPAN, name="operationusergrant_once"
            )
        ]
        indexes = _indexes("user", "operationusergrant")
