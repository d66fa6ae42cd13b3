"""What the asking agency does on one addressee's line: write, take up again, withdraw; and what the clock does."""

from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _
from django_fsm import transition

from access.grants import sync
from access.verbs import lock
from access.viewer import Viewer
from audit.log import SYSTEM, Led
from coordination_center.errors import IllegalMove
from intelligence.rfis.clocks import resumed, started
from intelligence.rfis.codes import ENDED, OPEN, Said, State
from intelligence.rfis.models.verbs import on_line, words


class Asking(models.Model):
    """Verbs of the asker on one line."""

    class Meta:
        abstract = True

    # --- the machine: what may follow what  ---
    @transition("state", source=ENDED, target=State.SENT)
    def _to_reopened(self: Any) -> None: ...

    @transition("state", source=OPEN, target=State.EXPIRED)
    def _to_expired(self: Any) -> None: ...

    @transition("state", source=[*OPEN, State.REFUSED, State.EXPIRED], target=State.WITHDRAWN)
    def _to_withdrawn(self: Any) -> None: ...

    # --- the verbs  ---
    def write(self: Any, *, by: Viewer, text: str, version: int | None = None) -> None:
        """Write to this addressee alone. It also answers a question asked back: the clock runs again."""
        with on_line(self, by=by, action="rfi.ask", version=version):
            self._require_open()
            self.say(words(text), by=by)

    def say(self: Any, text: str, *, by: Viewer) -> None:
        """The same on a line that a verb has locked already."""
        self.tell(text, by=by)
        if self.paused_at is not None:
            now, was = self.clock_now(), self.paused_at
            place = {"paused": was, "at": now, "country": self.agency.country}
            self.due_at, self.expires_at = resumed(self.rfi.urgency, self.due_at, **place)
            self.paused_for += now - was
            self.forget("paused_at")
        self._changed("rfi.wrote", by, "due_at", "expires_at", led=Led.DISCLOSURE)

    def reopen(self: Any, *, by: Viewer, text: str, version: int | None = None) -> None:
        """Say what is missing, once; the clock starts anew. `IllegalMove` the second time."""
        with on_line(self, by=by, action="rfi.ask", version=version):
            self.rfi.require_standing()
            if self.reopened_at is not None:
                raise IllegalMove(_("You have taken this up again once already. Send a new request."))
            if self.has_lapsed():
                self._expire()
            text = words(text)
            self._to_reopened()
            self.tell(text, by=by, kind=Said.REOPENING)
            now = self.clock_now()
            self.reopened_at = now
            self.due_at, self.expires_at = started(self.rfi.urgency, now, country=self.agency.country)
            self.answer = self.refusal = ""
            self.forget("report_id", "acknowledged_at", "ended_at")
            fields = ("state", "answer", "refusal", "report_id", "reopened_at", "due_at", "expires_at")
            self._changed("rfi.reopened", by, *fields, led=Led.DISCLOSURE)

    def withdraw(self: Any, *, by: Viewer, version: int | None = None) -> None:
        """Take the question back from this addressee: it no longer sees the request. `IllegalMove` once answered."""
        with on_line(self, by=by, action="rfi.ask", version=version):
            self.take_back(by=by)
            sync(self.rfi)

    def take_back(self: Any, *, by: Viewer) -> None:
        """The same on a line that a verb has locked already; it also sees to the grants."""
        self._to_withdrawn()
        self._let_run()
        self.ended_at = self.clock_now()
        self._changed("rfi.addressee_withdrawn", by, "state")

    def expire(self: Any) -> bool:
        """Write that its time has passed, for the centre itself; False where it has not, or it is written."""
        with transaction.atomic():
            lock(self.rfi)
            rfi = self.rfi
            lock(self)
            self.rfi = rfi
            due: bool = self.has_lapsed()
            if due:
                self._expire()
        return due

    def _expire(self: Any) -> None:
        self._to_expired()
        self.ended_at = self.clock_now()
        self._changed("rfi.expired", SYSTEM, "state")
