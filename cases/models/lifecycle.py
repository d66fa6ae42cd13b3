"""The states of a case: draft -> proposed -> open -> suspended -> open -> closed -> archived."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext as _
from django_fsm import TransitionNotAllowed, transition

from access.verbs import acting
from access.viewer import Viewer
from audit.log import record
from cases.codes import Outcome, Part, State
from coordination_center.errors import IllegalMove, Invalid

if TYPE_CHECKING:
    from cases.models import Case


@contextmanager
def moving(case: "Case", *, by: Viewer, action: str) -> Iterator[None]:
    """A verb that moves the state: `IllegalMove` where the state does not allow it."""
    with acting(case, by=by, action=action):
        try:
            yield
        except TransitionNotAllowed:
            sentence = _("This is not possible while the case is in the state “%(state)s”.")
            raise IllegalMove(sentence % {"state": State(case.state).label}) from None


class Lifecycle(models.Model):
    """Verbs that move a case from state to state."""

    class Meta:
        abstract = True

    # --- the machine: what may follow what  ---
    @transition("state", source=State.DRAFT, target=State.PROPOSED)
    def _to_proposed(self: Any) -> None: ...

    @transition("state", source=[State.DRAFT, State.PROPOSED], target=State.OPEN)
    def _to_open(self: Any) -> None: ...

    @transition("state", source=State.OPEN, target=State.SUSPENDED)
    def _to_suspended(self: Any) -> None: ...

    @transition("state", source=State.SUSPENDED, target=State.OPEN)
    def _to_resumed(self: Any) -> None: ...

    @transition("state", source=State.OPEN, target=State.CLOSED)
    def _to_closed(self: Any) -> None: ...

    @transition("state", source=State.CLOSED, target=State.OPEN)
    def _to_reopened(self: Any) -> None: ...

    @transition("state", source=State.CLOSED, target=State.ARCHIVED)
    def _to_archived(self: Any) -> None: ...

    # --- the verbs  ---
    def propose(self: Any, *, by: Viewer) -> None:
        """Put a draft before the invited agencies. `IllegalMove` when none is invited."""
        with moving(self, by=by, action="case.propose"):
            if not self.parts.exclude(level="lead").filter(state__in=[Part.PENDING, Part.ACTIVE]).exists():
                raise IllegalMove(_("Invite at least one agency before proposing the case."))
            self._to_proposed()
            self._moved("case.proposed", by)

    def open(self: Any, *, by: Viewer) -> None:
        """Begin the joint work: with the agencies that accepted, or alone where none was ever invited."""
        with moving(self, by=by, action="case.open"):
            self._check_openable()
            self._to_open()
            self.opened_at = self.clock()
            self._moved("case.opened", by, "opened_at")

    def _check_openable(self: Any) -> None:
        others = self.parts.exclude(level="lead")
        if others.filter(state=Part.ACTIVE).exists():
            return
        if self.state == State.PROPOSED or others.filter(state=Part.PENDING).exists():
            raise IllegalMove(_("No agency has accepted yet."))

    def suspend(self: Any, *, by: Viewer, reason: str = "") -> None:
        """Pause the joint work; `reason` becomes a note that all participants read."""
        with moving(self, by=by, action="case.suspend"):
            self._to_suspended()
            self._moved("case.suspended", by)
            self.explain(reason, by=by)

    def resume(self: Any, *, by: Viewer) -> None:
        """Take a suspended case up again."""
        with moving(self, by=by, action="case.resume"):
            self._to_resumed()
            self._moved("case.resumed", by)

    def close(self: Any, *, by: Viewer, outcome: str) -> None:
        """End the case with its outcome. `Invalid` for an unknown one."""
        if outcome not in Outcome.values:
            raise Invalid(fields={"outcome": [_("Choose how the case ended.")]})
        with moving(self, by=by, action="case.close"):
            self._to_closed()
            self.outcome, self.closed_at = outcome, self.clock()
            self._moved("case.closed", by, "outcome", "closed_at", outcome=outcome)

    def reopen(self: Any, *, by: Viewer) -> None:
        """Take a closed case up again; what its outcome was stays in the log."""
        with moving(self, by=by, action="case.reopen"):
            was = self.outcome
            self._to_reopened()
            self.outcome, self.closed_at = "", None
            self._moved("case.reopened", by, "outcome", "closed_at", was=was)

    def archive(self: Any, *, by: Viewer) -> None:
        """Put a closed case away; it can be read, and no longer changed."""
        with moving(self, by=by, action="case.archive"):
            self._to_archived()
            self._moved("case.archived", by)

    def _moved(self: Any, verb: str, by: Viewer, *fields: str, **detail: Any) -> None:
        self.touch("state", *fields)
        record(verb, by=by, on=self.ref, detail=detail)
