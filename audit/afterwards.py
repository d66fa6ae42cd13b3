"""What a rollback must not erase: denials, quota use, failed sign-ins, what an error page shows.

`audit.middleware.Afterwards` commits these writes after the handler and before the answer leaves, or answers 503.
"""

from collections.abc import Callable
from typing import cast
from uuid import UUID

from django.http import HttpRequest

Write = Callable[[], object]


class RecordedRequest(HttpRequest):
    """A request as the Afterwards middleware hands it on."""

    request_id: UUID
    afterwards: list[Write]


def afterwards(request: HttpRequest, write: Write) -> None:
    """Queue `write`: it runs once the handler's transaction has ended, however it ended. Takes DRF requests too."""
    cast("RecordedRequest", request).afterwards.append(write)
