"""The states of a report: draft -> submitted -> validated -> superseded | withdrawn."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django_fsm import TransitionNotAllowed, transition

from access.verbs import acting
from access.viewer import Viewer
from audit.log import Led, record
from coordination_center.errors import IllegalMove, Invalid
from coordination_center.saying import require_reason
from intelligence.reports.codes import State
from intelligence.reports.listening import written
from intelligence.reports.models.part import DESK


@contextmanager
def moving(report: Any, *, by: Viewer, action: str, version: int | None = None) -> Iterator[None]:
    """A verb that moves the state: `IllegalMove` where the state does not allow it."""
    with acting(report, by=by, action=action, version=version):
        try:
            yield
        except TransitionNotAllowed:
            sentence = _("This is not possible while the report is in the state “%(state)s”.")
            raise IllegalMove(sentence % {"state": State(report.state).label}) from None


class Lifecycle(models.Model):
    """Verbs that move a report from state to state."""

    checked_by: Any

    class Meta:
        abstract = True

    # --- the machine: what may follow what  ---
    @transition("state", source=State.DRAFT, target=State.SUBMITTED)
    def _to_submitted(self: Any) -> None: ...

    @transition("state", source=State.SUBMITTED, target=State.DRAFT)
    def _to_draft(self: Any) -> None: ...

    @transition("state", source=State.SUBMITTED, target=State.VALIDATED)
    def _to_validated(self: Any) -> None: ...

    @transition("state", source=State.VALIDATED, target=State.SUPERSEDED)
    def _to_superseded(self: Any) -> None: ...

    @transition("state", source=[State.DRAFT, State.SUBMITTED, State.VALIDATED], target=State.WITHDRAWN)
    def _to_withdrawn(self: Any) -> None: ...

    # --- the verbs  ---
    def submit(self: Any, *, by: Viewer, version: int | None = None) -> None:
        """Put a draft before one's own desk. `Invalid` without a title, a text or its grades."""
        with moving(self, by=by, action="report.submit", version=version):
            self._require_whole()
            self._to_submitted()
            self._moved("report.submitted", by)

    def send_back(self: Any, *, by: Viewer, reason: str) -> None:
        """Give a submitted report back to its author, with what is missing."""
        require_reason(reason)
        with moving(self, by=by, action="report.validate"):
            self._to_draft()
            self.write_text(DESK, reason, by=by)
            self._moved("report.sent_back", by)

    def validate(self: Any, *, by: Viewer, version: int | None = None) -> None:
        """Vouch for a submitted report: from now on it can be released, and its content no longer changes.

        Where the author does it alone, for lack of a second officer, the report says so (`checked_by` is its author).
        """
        with moving(self, by=by, action="report.validate", version=version):
            self._require_whole()
            self._to_validated()
            self.write_text(DESK, "", by=by)
            self.checked_by, self.validated_at = by.person, self.clock()
            self._moved("report.validated", by, "checked_by", "validated_at")

    def supersede(self: Any, *, by: Viewer, successor: Any) -> None:
        """Say that a later report of the same originator takes this one's place; who had this one keeps it, marked so.

        The successor is released anew; None for one that is not kept here. `Invalid` for one that is not validated, or
        of another agency.
        """
        with moving(self, by=by, action="report.edit"):
            if successor is not None and not self._may_be_followed_by(successor):
                raise Invalid(fields={"successor": [_("Choose a validated report of your own agency.")]})
            self._to_superseded()
            self.successor = successor
            detail = {"successor": successor.pk} if successor else {}
            self._moved("report.superseded", by, "successor", **detail)

    def withdraw(self: Any, *, by: Viewer, reason: str) -> None:
        """Say that the report no longer stands; whoever has it sees it, marked so, until it is recalled."""
        require_reason(reason)
        with moving(self, by=by, action="report.edit"):
            self._to_withdrawn()
            self.write_text(DESK, reason, by=by)
            self._moved("report.withdrawn", by)

    def _may_be_followed_by(self: Any, successor: Any) -> bool:
        own = successor.originator_id == self.originator_id and successor.pk != self.pk
        return own and bool(successor.state == State.VALIDATED)

    def _moved(self: Any, verb: str, by: Viewer, *fields: str, **detail: Any) -> None:
        self.version += 1
        self.touch("state", "version", *fields)
        written(self)
        record(verb, by=by, on=self.ref, led=Led.ALTERATION, detail=detail)
