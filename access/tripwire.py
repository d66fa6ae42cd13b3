"""Inside a request, a protected queryset that nobody scoped to a viewer must not reach the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_armed: ContextVar[bool] = ContextVar("access_tripwire", default=False)


class Unscoped(RuntimeError):
    """A protected queryset was evaluated inside a request without `visible_to`, `page_for` or a stated reason."""


@contextmanager
def armed() -> Iterator[None]:
    """Arm the tripwire for the time of a request."""
    token = _armed.set(True)
    try:
        yield
    finally:
        _armed.reset(token)


def is_armed() -> bool:
    """Whether a request is being answered."""
    return _armed.get()


def guard(model: str, *, scoped: bool) -> None:
    """Raise `Unscoped` when armed and the queryset is not scoped."""
    if _armed.get() and not scoped:
        raise Unscoped(
            f"{model} was read inside a request without a viewer; use access.get_for, page_for or visible_to"
        )
