"""Commits what a rollback must not erase, before the answer leaves."""

from collections.abc import Callable
from typing import cast
from uuid import uuid4

from django.db import DatabaseError, connection, transaction
from django.http import HttpRequest, HttpResponseBase

from audit.afterwards import RecordedRequest, Write
from coordination_center.errors import CannotRecord

GetResponse = Callable[[HttpRequest], HttpResponseBase]


class Afterwards:
    """Sits outside sessions, sign-in and the handler's transaction: what is queued inside is committed here."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        recorded = cast("RecordedRequest", request)
        recorded.request_id = uuid4()
        recorded.afterwards = []
        response = self.get_response(request)
        try:
            commit(recorded.afterwards)
        except (DatabaseError, CannotRecord):
            # What could not be recorded may not be shown, whatever the handler answered.
            from coordination_center.answers import unavailable

            return unavailable(request)
        return response


def commit(writes: list[Write]) -> None:
    """Run `writes` in one transaction of their own; none is kept if one fails."""
    if not writes:
        return
    if not connection.in_atomic_block:  # in a test of one transaction there is no other connection to turn to
        connection.close_if_unusable_or_obsolete()  # the handler may have failed because the database went away
    with transaction.atomic(durable=True):
        for write in writes:
            write()
