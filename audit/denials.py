"""Refusals are recorded, whatever becomes of the request's transaction."""

from uuid import UUID

from django.http import HttpRequest

from audit.afterwards import afterwards
from audit.log import Actor, denial


def denied(request: HttpRequest, by: Actor, *, object_type: str, object_id: UUID | None, action: str) -> None:
    """Queue `access.denied`. The row does not tell an absent id from an unseen one, so neither can its reader."""
    afterwards(request, lambda: denial(by=by, object_type=object_type, object_id=object_id, action=action))
