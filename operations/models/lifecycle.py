"""The states of an operation: planning -> approved -> tactical -> closing -> frozen -> published."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django_fsm import TransitionNotAllowed, transition

from access.viewer import Viewer
from audit.log import Led, record
from coordination_center.errors import IllegalMove
from operations.codes import Part, State

TO_SIGN = timedelta(days=7)  # how long countries have, where nothing else is said


class Lifecycle(models.Model):
    """Verbs that move an operation from state to state."""

    class Meta:
        abstract = True

    # --- the machine: what may follow what  ---
    @transition("state", source=State.PLANNING, target=State.APPROVED)
    def _to_approved(self: Any) -> None: ...

    @transition("state", source=State.APPROVED, target=State.TACTICAL)
    def _to_tactical(self: Any) -> None: ...

    @transition("state", source=State.TACTICAL, target=State.CLOSING)
    def _to_closing(self: Any) -> None: ...

    @transition("state", source=State.CLOSING, target=State.FROZEN)
    def _to_frozen(self: Any) -> None: ...

    @transition("state", source=State.FROZEN, target=State.PUBLISHED)
    def _to_published(self: Any) -> None: ...

    @contextmanager
    def _moving(self: Any, by: Viewer) -> Iterator[None]:
        with self.settling(by=by, action="operation.run"):
            try:
                yield
            except TransitionNotAllowed:
                sentence = _("This is not possible while the operation is in the state “%(state)s”.")
                raise IllegalMove(sentence % {"state": State(self.state).label}) from None

    # --- the verbs  ---
    def approve(self: Any, *, by: Viewer) -> None:
        """Approve the plan. Countries approve it for themselves, each when it will."""
        with self._moving(by):
            self._to_approved()
            self._moved("operation.approved", by)

    def begin_action(self: Any, *, by: Viewer) -> None:
        """Begin the action days: from now on results are reported."""
        with self._moving(by):
            self._to_tactical()
            self._moved("operation.begun", by)

    def close(self: Any, *, by: Viewer, sign_by: datetime | None = None) -> None:
        """End the action days; figures are completed, judged and signed until `sign_by` (by default in a week)."""
        with self._moving(by):
            self._to_closing()
            self.sign_by = sign_by or self.clock() + TO_SIGN
            self._moved("operation.closed", by, "sign_by")

    def freeze(self: Any, *, by: Viewer) -> None:
        """Fix the figures: every country has signed, or had its time. Who stayed silent stands as unconfirmed."""
        with self._moving(by):
            self._to_frozen()
            if self.clock() < self.sign_by and self.silent().exists():
                raise IllegalMove(_("Some countries have not signed, and still have time to."))
            self.frozen_at = self.clock()
            self._moved("operation.frozen", by, "frozen_at", unconfirmed=self.silent().count())

    def publish(self: Any, *, by: Viewer) -> None:
        """Call the frozen figures published. They stay what they are."""
        with self._moving(by):
            self._to_published()
            self._moved("operation.published", by, led=Led.DISCLOSURE)

    def silent(self: Any) -> Any:
        """The delegations that have not signed, for verbs. One that may not know of the operation yet is not asked."""
        return self.parts.filter(part=Part.DELEGATION, signed_at=None, visible_from__lte=self.clock())

    def _moved(self: Any, verb: str, by: Viewer, *fields: str, led: Led = Led.ALTERATION, **detail: Any) -> None:
        self.touch("state", *fields)
        record(verb, by=by, on=self.ref, led=led, detail=detail)
