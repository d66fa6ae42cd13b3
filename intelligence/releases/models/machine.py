"""What may follow what in the release ledger (the domain page, section 3)."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django_fsm import TransitionNotAllowed, transition

from access.verbs import acting, lock
from access.viewer import Viewer
from coordination_center.errors import IllegalMove
from intelligence.releases.codes import State


@contextmanager
def moving(release: Any, *, by: Viewer, action: str, version: int | None = None) -> Iterator[None]:
    """A verb that moves the state, on the locked line and its locked report: `IllegalMove` where it cannot be."""
    with acting(release, by=by, action=action, version=version, leaves=True):
        if release.report is not None:
            lock(release.report)
        try:
            yield
        except TransitionNotAllowed:
            sentence = _("This is not possible while the release is in the state “%(state)s”.")
            raise IllegalMove(sentence % {"state": State(release.state).label}) from None


class Machine(models.Model):
    """The machine; the verbs are in the other modules."""

    class Meta:
        abstract = True

    @transition("state", source=[State.REQUESTED, State.OFFERED], target=State.ACTIVE)
    def _to_active(self: Any) -> None: ...

    @transition("state", source=State.REQUESTED, target=State.ASKED_BACK)
    def _to_asked_back(self: Any) -> None: ...

    @transition("state", source=State.ASKED_BACK, target=State.REQUESTED)
    def _to_requested(self: Any) -> None: ...

    @transition("state", source=[State.REQUESTED, State.ASKED_BACK, State.OFFERED], target=State.REFUSED)
    def _to_refused(self: Any) -> None: ...

    @transition("state", source=[State.REQUESTED, State.ASKED_BACK, State.OFFERED], target=State.WITHDRAWN)
    def _to_withdrawn(self: Any) -> None: ...

    @transition("state", source=State.ACTIVE, target=State.RECALLED)
    def _to_recalled(self: Any) -> None: ...

    @transition("state", source=State.ACTIVE, target=State.EXPIRED)
    def _to_expired(self: Any) -> None: ...
