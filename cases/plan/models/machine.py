"""The states of an item: proposed -> open -> doing -> done | dropped, and back to open."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django_fsm import TransitionNotAllowed, transition

from cases.plan.codes import ENDED, PENDING, ActionState
from coordination_center.errors import IllegalMove


class Machine(models.Model):
    """What may follow what."""

    class Meta:
        abstract = True

    @transition("state", source=ActionState.PROPOSED, target=ActionState.OPEN)
    def _to_taken_on(self: Any) -> None: ...

    @transition("state", source=ActionState.OPEN, target=ActionState.DOING)
    def _to_doing(self: Any) -> None: ...

    @transition("state", source=ActionState.DOING, target=ActionState.DONE)
    def _to_done(self: Any) -> None: ...

    @transition("state", source=list(PENDING), target=ActionState.DROPPED)
    def _to_dropped(self: Any) -> None: ...

    @transition("state", source=list(ENDED), target=ActionState.OPEN)
    def _to_reopened(self: Any) -> None: ...

    @transition("state", source=list(PENDING), target=ActionState.OPEN)
    def _to_reassigned(self: Any) -> None: ...


@contextmanager
def legally(action: Any) -> Iterator[None]:
    """Run a move; `IllegalMove` with a sentence where the state does not allow it."""
    try:
        yield
    except TransitionNotAllowed:
        sentence = _("This is not possible while the item is in the state “%(state)s”.")
        raise IllegalMove(sentence % {"state": ActionState(action.state).label}) from None
