"""The owner's side decides: approve (with fields withheld), confirm as the second officer, refuse, ask back."""

from datetime import timedelta
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from access.viewer import Viewer
from agencies.models import Membership, Role
from audit.log import Led
from coordination_center.errors import IllegalMove, Invalid, NotAllowed
from coordination_center.saying import require_reason, require_text
from coordination_center.working_time import Urgency
from intelligence.releases.codes import Learned, Said, State, Step
from intelligence.releases.models.machine import moving
from intelligence.releases.models.terms import WHOLE, Terms
from intelligence.releases.reach import obstacle
from intelligence.releases.upon_hits import decided
from intelligence.reports.codes import State as Standing
from intelligence.reports.models import Report

SECOND_LOOK = timedelta(hours=24)


class Deciding(models.Model):
    """Verbs of liaison officers of the originating agency. Never the requester, never one person twice."""

    first_by: Any
    look_due_at: Any
    report: Any

    class Meta:
        abstract = True

    def match(self: Any, *, by: Viewer, report: Report) -> None:
        """Say which of the owner's reports is meant; the asking side is not told. `Invalid` for one of others."""
        with moving(self, by=by, action="release.decide"):
            self._require_open()
            if report.originator_id != self.owner_id or report.state != Standing.VALIDATED:
                raise Invalid(fields={"report": [_("Choose a validated report of your own agency.")]})
            self.report, self.first_by, self.digest = report, None, ""
            self.move("release.matched", "report", "first_by", "digest", by=by, matched=report.pk)

    def approve(self: Any, *, by: Viewer, terms: Terms = WHOLE) -> bool:
        """Release under these terms; True where it is active now, False where a second officer has to confirm.

        Where a life is at risk one officer decides alone, and a second looks within 24 hours. Raises `NotAllowed` for
        the requester and the recipient, `Invalid` or `Stale` terms, `IllegalMove` by state or marking.
        """
        with moving(self, by=by, action="release.decide"):
            self._check_decider(by)
            self._require_request()
            self.require_standing()
            self.set_terms(terms)
            self.first_by = by.person
            self.note(Step.APPROVED, by=by)
            if self.report.four_eyes and self.urgency != Urgency.THREAT_TO_LIFE:
                self.move("release.approved", *_TERMS, by=by, digest=self.digest)
                return False
            if self.urgency == Urgency.THREAT_TO_LIFE:
                self.look_due_at = self.clock() + SECOND_LOOK
            self.activate(by=by, to=self.asker_id, verb="release.given")
        return True

    def confirm(self: Any, *, by: Viewer) -> bool:
        """Confirm as the second officer what the first approved; False where the approval had fallen.

        It falls when the content or the marking changed, or the first officer is no liaison officer here any more: it
        must then be decided anew. Raises as `approve` does, and `NotAllowed` for the first officer.
        """
        with moving(self, by=by, action="release.decide"):
            self._check_decider(by)
            if not self.awaits_confirmation:
                raise IllegalMove(_("No approval waits for a second officer."))
            if by.person_id == self.first_by_id:
                raise self._denied(_("The second officer must be another than the first."))
            if self._has_fallen():
                self._void(by)
                return False
            self.require_standing()
            self.note(Step.CONFIRMED, by=by)
            if self.learned == Learned.OFFER and self.needs_acceptance:
                self.first_by = None
                self.move("release.confirmed", "first_by", by=by, to=self.asker_id)
            else:
                self.activate(by=by, to=self.asker_id, verb="release.given")
        return True

    def refuse(self: Any, *, by: Viewer, reason: str) -> None:
        """Not release it, with a reason that the asking side reads."""
        require_reason(reason)
        with moving(self, by=by, action="release.decide"):
            self._check_decider(by)
            self._require_request()
            self._to_refused()
            self.reason = reason
            self._stop_clock()
            self.note(Step.REFUSED, by=by, reason=reason)
            self.move("release.refused", "reason", "took", by=by, to=self.asker_id)
            decided(self, by=by, given=False)

    def ask_back(self: Any, *, by: Viewer, text: str) -> None:
        """Ask the asking side something; the clock stands still until it replies."""
        require_text(text)
        with moving(self, by=by, action="release.decide"):
            self._check_decider(by)
            self._require_request()
            self._to_asked_back()
            now = self.clock()
            self.left, self.first_by, self.digest = self.due_at - now, None, ""
            self._say(Said.QUESTION, text, by=by)
            self.move("release.asked_back", "left", "first_by", "digest", by=by, to=self.asker_id)

    def look(self: Any, *, by: Viewer) -> None:
        """The second look after a threat to life: another officer stands by the release. Else it is recalled."""
        with moving(self, by=by, action="release.decide"):
            self._check_decider(by)
            if self.state != State.ACTIVE or self.look_due_at is None:
                raise IllegalMove(_("There is nothing to look at a second time."))
            if by.person_id == self.first_by_id:
                raise self._denied(_("The second officer must be another than the first."))
            self.look_due_at = None
            self.note(Step.LOOKED, by=by)
            self.move("release.looked", "look_due_at", by=by)

    # --- what the verbs ask -------------------------------------------------------------------------------------------
    def activate(self: Any, *, by: Viewer, to: Any, verb: str) -> None:
        """Open the report to the asking side, within a verb."""
        self._to_active()
        self.activated_at = self.clock()
        self._stop_clock()
        fields = (*_TERMS, "activated_at", "look_due_at", "took")
        self.move(verb, *fields, by=by, led=Led.DISCLOSURE, to=to, withheld=sorted(self.withheld),
                  leave=sorted(self.leave))  # fmt: skip
        decided(self, by=by, given=True)

    def _stop_clock(self: Any) -> None:
        """How long a request took; nobody asked for an offer."""
        if self.learned != Learned.OFFER:
            now = self.clock()
            paused = now - (self.due_at - self.left) if self.left is not None else timedelta(0)  # refused meanwhile
            self.took = now - self.created_at - self.paused_for - paused

    def require_standing(self: Any) -> None:
        """`IllegalMove` unless there is a validated report that may be released so by its marking as it is now."""
        if self.report is None:
            raise IllegalMove(_("Say first which of your reports is meant."))
        if self.report.state != Standing.VALIDATED:
            raise IllegalMove(_("Only a validated report can be released."))
        if why := obstacle(self.report, self.asker, self.person):
            raise IllegalMove(why)

    def _check_decider(self: Any, by: Viewer) -> None:
        if by.person_id in (self.person_id, self.begun_by_id if self.learned != Learned.OFFER else None):
            raise self._denied(_("Whoever asks for a release does not decide on it."))

    def _denied(self: Any, sentence: str) -> NotAllowed:
        """A refusal that the log will say of this line."""
        return NotAllowed(sentence, object_type="release", object_id=self.pk, action="release.decide")

    def _require_open(self: Any) -> None:
        if self.state not in (State.REQUESTED, State.ASKED_BACK) or self.learned == Learned.OFFER:
            raise IllegalMove(_("This request is decided."))

    def _require_request(self: Any) -> None:
        if self.learned == Learned.OFFER:
            raise IllegalMove(_("This is an offer, not a request."))

    def _has_fallen(self: Any) -> bool:
        serving = Membership.objects.live().filter(
            person=self.first_by, agency=self.owner, roles__contains=[Role.LIAISON], person__is_active=True
        )
        return self.digest != self.report.digest() or not serving.exists()

    def _void(self: Any, by: Viewer) -> None:
        self.note(Step.VOIDED, by=None)
        self.first_by, self.digest = None, ""
        if self.learned == Learned.OFFER:
            self._to_withdrawn()
        self.move("release.voided", "first_by", "digest", by=by)


_TERMS = ("withheld", "leave", "until", "digest", "first_by")
