"""How an alert ends, and the review of one that stands on vital interest alone."""

from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from access.verbs import acting, lock
from access.viewer import Viewer
from audit.log import SYSTEM, Actor, Led, record
from cases.alerts.codes import CHOSEN, Outcome
from coordination_center.errors import IllegalMove, Invalid, NotAllowed
from vault.records import erase


class Ending(models.Model):
    """With its end the keys of the sheet and of every message are destroyed; what was opened by whom stays."""

    class Meta:
        abstract = True

    def close(self: Any, *, by: Viewer, outcome: str) -> None:
        """End the alert with one of `CHOSEN`. `IllegalMove` where it has ended; raising it again is a new alert."""
        if outcome not in dict(CHOSEN):
            raise Invalid(fields={"outcome": [_("Choose from the list.")]})
        with self._following(by):
            self._end(outcome, by=by)
            self.closed_by_id = by.person_id
            self.save(update_fields=["closed_by"])

    def review(self: Any, *, by: Viewer, confirm: bool) -> None:
        """A supervisor confirms that the vital interest holds, or ends the alert. Never who raised it."""
        with acting(self, by=by, action="alert.review"):
            if by.person_id == self.issuer_id:
                raise NotAllowed(_("Another supervisor than the one who raised the alert reviews it."))
            self._require_open()
            if self.review_due_at is None or self.reviewed_at is not None:
                raise IllegalMove(_("This alert needs no review, or was reviewed already."))
            self.reviewed_at = self.clock()
            self.reviewed_by_id = by.person_id
            self.save(update_fields=["reviewed_at", "reviewed_by"])
            record("alert.reviewed", by=by, on=self.ref, detail={"confirmed": confirm})
            if not confirm:
                self._end(Outcome.REVIEW, by=by)

    @transaction.atomic
    def run_out(self: Any) -> bool:
        """End an alert whose time is over, by the database's clock; False where it runs, or has ended."""
        lock(self)
        if self.closed_at is not None or self.until > self.clock():
            return False
        self._end(Outcome.TIME, by=SYSTEM)
        return True

    def _end(self: Any, outcome: str, *, by: Actor) -> None:
        self.closed_at, self.outcome = self.clock(), outcome
        self.touch("closed_at", "outcome")
        erase(self.vault_id, by=by)
        threads = self.desks.unscoped("a verb ends its own rows").filter(thread__isnull=False)
        for thread in threads.values_list("thread", flat=True):
            erase(thread, by=by)
        recipients = list(self.ledger.values_list("agency", flat=True))
        record("alert.closed", by=by, on=self.ref, led=Led.ERASURE, recipients=recipients, detail={"outcome": outcome})
