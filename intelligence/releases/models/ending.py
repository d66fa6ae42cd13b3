"""How a release ends: recalled by its owner, or run out."""

from typing import Any

from django.db import models

from access.verbs import lock
from access.viewer import Viewer
from audit.log import SYSTEM, Led
from intelligence.releases.codes import State, Step
from intelligence.releases.models.machine import moving


class Ending(models.Model):
    """Verbs that end a release. The next request of every page, file and program finds nothing."""

    look_due_at: Any

    class Meta:
        abstract = True

    def recall(self: Any, *, by: Viewer, reason: str = "") -> None:
        """Take the report back; the asking side is asked to acknowledge, and reads the reason."""
        with moving(self, by=by, action="release.recall"):
            self._to_recalled()
            self.reason, self.look_due_at = reason, None
            self.note(Step.RECALLED, by=by, reason=reason)
            self.move("release.recalled", "reason", "look_due_at", by=by, led=Led.ERASURE, to=self.asker_id)

    def run_out(self: Any) -> bool:
        """Say of a release whose end has passed that it has expired; whether it had to be said. For the task alone."""
        lock(self)
        if self.state != State.ACTIVE or self.until > self.clock():
            return False
        self._to_expired()
        self.move("release.expired", by=SYSTEM, led=Led.ERASURE, to=self.asker_id)
        return True
