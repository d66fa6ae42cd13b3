"""What a verb may refuse with, and nothing else. `coordination_center.answers` maps each to HTTP, once.

Unseen and absent are one error on purpose: the answer to a stranger never tells whether something exists.
"""

from typing import Any


class DomainError(Exception):
    """A refusal with a sentence for the person who asked; `code` is stable for programs."""

    status = 400
    code = "refused"

    def __init__(self, message: str = "", **context: Any) -> None:
        super().__init__(message)
        self.message = message
        self.context = context


class Unseen(DomainError):
    """The row is absent, or not this viewer's to know of: 404."""

    status = 404
    code = "not_found"


class NotAllowed(DomainError):
    """The viewer sees the row, and this verb is not theirs: 403."""

    status = 403
    code = "not_allowed"


class IllegalMove(DomainError):
    """The row is not in a state that allows this verb: 409."""

    status = 409
    code = "illegal_move"


class Stale(DomainError):
    """The row changed since the writer read it: 409. `current` is the row as it stands."""

    status = 409
    code = "stale"


class Invalid(DomainError):
    """What was sent cannot be accepted: 422. `fields` maps a field to its sentences."""

    status = 422
    code = "invalid"

    def __init__(self, message: str = "", *, fields: dict[str, list[str]] | None = None, **context: Any) -> None:
        super().__init__(message, **context)
        self.fields = fields or {}


class TooMany(DomainError):
    """A limit is used up: 429. `retry_after` is in seconds."""

    status = 429
    code = "too_many"


class CannotRecord(DomainError):
    """The log cannot be written, so nothing may be shown or done: 503."""

    status = 503
    code = "cannot_record"
