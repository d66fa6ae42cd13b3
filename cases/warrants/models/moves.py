"""What a warrant goes through: draft -> issued -> transmitted -> acknowledged -> executed | withdrawn | expired."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.utils.translation import gettext as _
from django_fsm import TransitionNotAllowed
from django_fsm import transition as moves

from access.verbs import lock
from access.viewer import Viewer
from audit.log import SYSTEM
from cases.codes import Level, Part
from cases.recording import changing
from cases.subjects.screening import screening_stops
from cases.warrants.codes import ANSWER_WITHIN, LIVE, Channel, State
from cases.warrants.models.renewal import Renewal
from coordination_center.errors import IllegalMove, Invalid, NotAllowed

if TYPE_CHECKING:
    from cases.warrants.models import Warrant


@contextmanager
def moving(
    warrant: "Warrant", *, by: Viewer, version: int | None, own: bool = True, stops: bool = False, expired: bool = False
) -> Iterator[None]:
    """A verb that moves a warrant: `IllegalMove` where its state does not allow it, or its last day has passed.

    `own`: it is for the issuing agency; else for the one that answers. `stops`: refused while a screening of the
    person stands in its way. `expired`: it may have expired.
    """
    with changing(warrant, by=by, action="case.warrant", version=version, own=own):
        if not own and warrant.answering() != by.agency_id:
            raise NotAllowed(_("This is for the agency that must act."), object_type="warrant", object_id=warrant.pk)
        if stops and screening_stops(warrant.subject):
            raise IllegalMove(_("Stopped: this person is being screened as a possible victim, or was found to be one."))
        if warrant.has_lapsed() and not expired:
            raise IllegalMove(_("This warrant has expired. Renew it first."))
        try:
            yield
        except TransitionNotAllowed:
            sentence = _("This is not possible while the warrant is in the state “%(state)s”.")
            raise IllegalMove(sentence % {"state": State(warrant.state).label}) from None


class Moves(models.Model):
    """Verbs that move a warrant from state to state."""

    class Meta:
        abstract = True

    # --- the machine: what may follow what  ---
    @moves("state", source=State.DRAFT, target=State.ISSUED)
    def _to_issued(self: Any) -> None: ...

    @moves("state", source=State.ISSUED, target=State.TRANSMITTED)
    def _to_transmitted(self: Any) -> None: ...

    @moves("state", source=State.TRANSMITTED, target=State.ACKNOWLEDGED)
    def _to_acknowledged(self: Any) -> None: ...

    @moves("state", source=State.ACKNOWLEDGED, target=State.EXECUTED)
    def _to_executed(self: Any) -> None: ...

    @moves("state", source=LIVE, target=State.WITHDRAWN)
    def _to_withdrawn(self: Any) -> None: ...

    @moves("state", source=LIVE, target=State.EXPIRED)
    def _to_expired(self: Any) -> None: ...

    @moves("state", source=State.EXPIRED, target=State.ISSUED)
    def _to_issued_anew(self: Any) -> None: ...

    # --- the verbs  ---
    def issue(
        self: Any, *, by: Viewer, issued_on: date | None = None, expires_on: date | None = None,
        version: int | None = None,
    ) -> None:  # fmt: skip
        """Say that the court issued it, on `issued_on` (else what the draft says, else today). `Invalid` for days."""
        with moving(self, by=by, version=version, stops=True):
            self._to_issued()
            self.issued_on = issued_on or self.issued_on or self.today()
            self.expires_on = expires_on or self.expires_on
            self._check_days()
            self.change("state", "issued_on", "expires_on", by=by, verb="warrant.issued")

    def transmit(self: Any, *, by: Viewer, channel: str = "", version: int | None = None) -> None:
        """Send it the way of `channel` (else of the draft's); the clock for the answer starts. `Invalid` without."""
        with moving(self, by=by, version=version, stops=True):
            self._to_transmitted()
            self.channel = channel or self.channel
            if self.channel not in Channel.values:
                raise Invalid(fields={"channel": [_("Choose the channel it goes through.")]})
            self.transmitted_at = self.case.clock()
            self.answer_due = self.transmitted_at + ANSWER_WITHIN[Channel(self.channel)]
            fields = ("state", "channel", "transmitted_at", "answer_due")
            self.change(*fields, by=by, verb="warrant.transmitted", detail={"channel": self.channel})

    def acknowledge(self: Any, *, by: Viewer, version: int | None = None) -> None:
        """Say that it arrived, for the agency that must act; the clock for the answer stops."""
        with moving(self, by=by, version=version, own=False):
            self._to_acknowledged()
            self.acknowledged_at = self.case.clock()
            self._answered("warrant.acknowledged", by, "acknowledged_at")

    def execute(self: Any, *, by: Viewer, note: str = "", version: int | None = None) -> None:
        """Say that it was carried out, for the agency that must act."""
        with moving(self, by=by, version=version, own=False, stops=True):
            self._to_executed()
            self.ended_at, self.ended_note = self.case.clock(), note
            self._answered("warrant.executed", by, "ended_at", "ended_note")

    def withdraw(self: Any, *, by: Viewer, reason: str = "", version: int | None = None) -> None:
        """Take it back; nobody is to act on it any more."""
        with moving(self, by=by, version=version):
            self._to_withdrawn()
            self.ended_at, self.ended_note = self.case.clock(), reason
            self.change("state", "ended_at", "ended_note", by=by, verb="warrant.withdrawn")

    def renew(
        self: Any, *, by: Viewer, expires_on: date, on: date | None = None, version: int | None = None
    ) -> Renewal:
        """A later last day, counted as an update; an expired warrant is issued anew and has to be transmitted again.

        `on` is the day of a renewal in the past that is only now written down. `Invalid` for a last day that had
        passed by then or is not later than the one that stands.
        """
        with moving(self, by=by, version=version, stops=True, expired=True):
            in_time = on is not None and self.expires_on is not None and on <= self.expires_on
            if self.has_lapsed() and not in_time:
                self._expire()
            if self.state == State.EXPIRED:
                self._begin_anew()
            elif self.state not in LIVE:
                raise TransitionNotAllowed
            return self._prolong(by, expires_on, on)  # type: ignore[no-any-return]

    def _begin_anew(self: Any) -> None:
        self._to_issued_anew()
        self.transmitted_at = self.answer_due = self.acknowledged_at = self.ended_at = None

    def _prolong(self: Any, by: Viewer, expires_on: date, on: date | None) -> Renewal:
        if on is not None and on > self.today():
            raise Invalid(fields={"on": [_("This day is still to come.")]})
        if expires_on < (on or self.today()) or (self.expires_on and expires_on <= self.expires_on):
            raise Invalid(fields={"expires_on": [_("Give a day to come, later than its last day now.")]})
        at = datetime.combine(on, time(), UTC) if on else self.case.clock()
        line = {"was": self.expires_on, "expires_on": expires_on, "at": at}
        self.expires_on, self.renewed = expires_on, self.renewed + 1
        times = ("transmitted_at", "answer_due", "acknowledged_at", "ended_at")
        self.change("state", "expires_on", "renewed", *times, by=by, verb="warrant.renewed", detail={"n": self.renewed})
        return Renewal.objects.create(warrant=self, person=by.person, agency=by.agency, **line)

    def _answered(self: Any, verb: str, by: Viewer, *fields: str) -> None:
        on_behalf = by.agency_id == self.agency_id
        self.change("state", *fields, by=by, verb=verb, detail={"on_behalf": on_behalf, "country": self.country})

    # --- what is asked of it  ---
    def answering(self: Any) -> Any:
        """The id of the agency that acknowledges and executes: the addressee while it works on the case, else ours."""
        there = self.case.parts.filter(
            agency=self.addressee_id, state=Part.ACTIVE, level__in=[Level.LEAD, Level.PARTNER]
        )
        return self.addressee_id if self.addressee_id and there.exists() else self.agency_id

    def today(self: Any) -> date:
        """The database's day, in UTC."""
        day: date = self.case.clock().astimezone(UTC).date()
        return day

    def has_lapsed(self: Any) -> bool:
        """Whether its last day has passed while it is not yet written as expired."""
        return self.state in LIVE and self.expires_on is not None and self.expires_on < self.today()

    def expire(self: Any) -> bool:
        """Write that its last day has passed, for the centre itself; False where it has not, or it is written."""
        with transaction.atomic():
            lock(self.case)
            case = self.case
            lock(self)
            self.case = case
            due: bool = self.has_lapsed() and self.removed_at is None
            if due:
                self._expire()
        return due

    def _expire(self: Any) -> None:
        self._to_expired()
        self.ended_at = self.case.clock()
        self.change("state", "ended_at", by=SYSTEM, verb="warrant.expired")
