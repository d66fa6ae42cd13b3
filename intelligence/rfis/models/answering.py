"""What the agency that is asked does: acknowledge, ask back, write, answer, refuse."""

from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django_fsm import transition

from access.decide import can
from access.models import Exclusion
from access.viewer import Viewer
from audit.log import Led, record
from cases.codes import Tlp
from coordination_center.errors import IllegalMove, Invalid
from intelligence.releases.models import Release
from intelligence.releases.reach import holders
from intelligence.reports.codes import State as Standing
from intelligence.reports.models import Report
from intelligence.rfis.codes import OPEN, Answer, Refusal, Said, State
from intelligence.rfis.models.verbs import on_line, refuse_lapsed, words


class Answering(models.Model):
    """Verbs of the addressee. None of them touches the request's own row: other addressees must not learn of it."""

    class Meta:
        abstract = True

    # --- the machine: what may follow what  ---
    @transition("state", source=State.SENT, target=State.ACKNOWLEDGED)
    def _to_acknowledged(self: Any) -> None: ...

    @transition("state", source=OPEN, target=State.ANSWERED)
    def _to_answered(self: Any) -> None: ...

    @transition("state", source=OPEN, target=State.REFUSED)
    def _to_refused(self: Any) -> None: ...

    # --- the verbs  ---
    def acknowledge(self: Any, *, by: Viewer, version: int | None = None) -> None:
        """Say that the desk has it."""
        with on_line(self, by=by, action="rfi.answer", version=version):
            refuse_lapsed(self)
            self._to_acknowledged()
            self._received()
            self._changed("rfi.acknowledged", by, "state")

    def ask_back(self: Any, *, by: Viewer, text: str, version: int | None = None) -> None:
        """Ask the asker something; the clock stands still until it writes. `IllegalMove` if it stands still already."""
        with on_line(self, by=by, action="rfi.answer", version=version):
            self._require_open()
            if self.paused_at is not None:
                raise IllegalMove(_("Your earlier question is not answered yet: the clock stands still already."))
            self.tell(words(text), by=by, kind=Said.QUESTION)
            self.paused_at = self.clock_now()
            if self.state == State.SENT:
                self._to_acknowledged()
                self._received()
            self._changed("rfi.asked_back", by, "state", "paused_at", led=Led.DISCLOSURE)

    def respond(
        self: Any, *, by: Viewer, answer: str, text: str = "", report: Any = None, version: int | None = None
    ) -> None:
        """Answer, in words, with a graded report of the own agency (`report`), or both.

        The report is released to the asking agency, unless it has it already; that takes a liaison officer.

        `Invalid` for an answer that is none and a report that cannot be given, `IllegalMove` when it ended or expired,
        or where the own agency has shut the asker out of all it originates.
        """
        if answer not in Answer.values:
            raise Invalid(fields={"answer": [_("Choose what the answer is.")]})
        with on_line(self, by=by, action="rfi.answer", version=version):
            self._require_not_shut_out()
            if report is not None:
                self._give(report, by=by)
            self._end(self._to_answered)
            self.answer, self.report_id = answer, report.pk if report is not None else None
            self.tell(text, by=by, kind=Said.ANSWER, code=answer)
            self._changed(
                "rfi.answered", by, "state", "answer", "report_id", led=Led.DISCLOSURE, detail={"answer": answer}
            )

    def _give(self: Any, report: Report, *, by: Viewer) -> None:
        """Release the report to whoever asked, within the verb."""
        if (
            report.originator_id != by.agency_id
            or report.state != Standing.VALIDATED
            or not can(by, "report.see", report)
        ):
            raise Invalid(fields={"report": [_("Choose a validated report of your own agency.")]})
        person = self.rfi.author if report.tlp == Tlp.RED else None
        if not holders(report, self.rfi.originator, person).exists():
            given = {"asker": self.rfi.originator, "purpose": self.rfi.purpose, "person": person}
            Release.offer(report, by=by, needs_acceptance=False, **given)

    def refuse(
        self: Any, *, by: Viewer, reason: str = Refusal.OTHER, text: str = "", version: int | None = None
    ) -> None:
        """Say that there will be no answer, and why. `Invalid` for a reason that is not on the list."""
        if reason not in Refusal.values:
            raise Invalid(fields={"reason": [_("Choose the reason.")]})
        with on_line(self, by=by, action="rfi.answer", version=version):
            self._end(self._to_refused)
            self.refusal = reason
            self.tell(text, by=by, kind=Said.REFUSAL, code=reason)
            self._changed("rfi.refused", by, "state", "refusal", detail={"reason": reason})

    def remark(self: Any, *, by: Viewer, text: str, version: int | None = None) -> None:
        """Write to the asker; nothing else changes."""
        with on_line(self, by=by, action="rfi.answer", version=version):
            self._require_open()
            self.tell(words(text), by=by)
            self._changed("rfi.wrote", by, led=Led.DISCLOSURE)

    # --- what they share  ---
    def _end(self: Any, move: Any) -> None:
        refuse_lapsed(self)
        move()
        self._received()
        self._let_run()
        self.ended_at = self.clock_now()
        if self.took is None:
            self.took = self.ended_at - self.sent_at - self.paused_for

    def _received(self: Any) -> None:
        self.acknowledged_at = self.acknowledged_at or self.clock_now()

    def _let_run(self: Any) -> None:
        """End a pause without giving back its time: for what ends the request."""
        if self.paused_at is not None:
            self.paused_for += self.clock_now() - self.paused_at
            self.forget("paused_at")

    def forget(self: Any, *fields: str) -> None:
        """Empty these fields; for verbs."""
        for field in fields:
            setattr(self, field, None)

    def _require_open(self: Any) -> None:
        refuse_lapsed(self)
        if self.state not in OPEN:
            raise IllegalMove(_("This request has ended."))

    def _require_not_shut_out(self: Any) -> None:
        shut = Exclusion.objects.live().filter(originator=self.agency_id, agency=self.rfi.originator_id)
        if shut.exists():
            sentence = _("Your agency has shut %(agency)s out of all it originates. You can refuse.")
            raise IllegalMove(sentence % {"agency": self.rfi.originator})

    def _changed(self: Any, verb: str, by: Any, *fields: str, led: Led = Led.ALTERATION, **more: Any) -> None:
        self.version += 1
        times = ("paused_at", "paused_for", "acknowledged_at", "ended_at", "took", "version")
        self.save(update_fields=sorted({*fields, *times}))
        other = {self.rfi.originator_id, self.agency_id} - {by.agency_id}
        record(verb, by=by, on=self.ref, led=led, recipients=sorted(other), **more)
