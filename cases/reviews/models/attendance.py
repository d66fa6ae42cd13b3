"""Which agencies sit at a meeting, and the verbs that invite them and answer."""

import uuid
from typing import Any

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from access.grants import sync
from access.querysets import ProtectedQuerySet
from access.verbs import acting
from access.viewer import Viewer
from agencies.models import Agency, Person
from audit.log import Led, Ref, record
from cases.reviews.codes import SEATED, ReviewState, Seat
from coordination_center.errors import IllegalMove, Invalid, NotAllowed


class Attendance(models.Model):
    """One line of the meeting's ledger: an agency's seat, from invitation to its end. Ended lines stay."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    review = models.ForeignKey("reviews.Review", on_delete=models.CASCADE, related_name="attendances")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=Seat, default=Seat.INVITED)
    reason = models.CharField(max_length=500, blank=True)
    invited_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField(db_default=Now())
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    answered_at = models.DateTimeField(null=True)

    objects = ProtectedQuerySet["Attendance"].as_manager()

    class Meta:
        default_permissions = ()
        ordering = ("invited_at", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["review", "agency"], condition=models.Q(state__in=SEATED), name="attendance_once_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.agency}: {self.state}"

    @property
    def ref(self) -> Ref:
        """How the log names this seat: by its meeting."""
        return self.review.ref


class Seating(models.Model):
    """Verbs that bring agencies to a meeting and let them stay away."""

    class Meta:
        abstract = True

    @property
    def seats(self: Any) -> Any:
        """The whole ledger, for verbs; pages read `attendances` through the viewer."""
        return Attendance.objects.unscoped("a verb reads its own ledger").filter(review=self)

    def invite(self: Any, *, by: Viewer, agency: Agency) -> Attendance:
        """Invite an agency. It sees the meeting, and of its agenda the cases it reads anyway."""
        with acting(self, by=by, action="review.host"):
            self.require_not_closed()
            seat: Attendance = self.add_seat(agency, by=by)
            self._seated("review.invited", by, agency)
        return seat

    def add_seat(self: Any, agency: Agency, *, by: Viewer) -> Attendance:
        """Write an invitation into the ledger, within a verb. `Invalid`, `IllegalMove` for who cannot be invited."""
        if agency.suspended_at is not None:
            raise Invalid(fields={"agency": [_("This agency is suspended.")]})
        if agency.pk == self.originator_id or self.seats.filter(agency=agency, state__in=SEATED).exists():
            raise IllegalMove(_("%(agency)s is already invited or takes part.") % {"agency": agency})
        seat = Attendance(review=self, agency=agency, invited_by=by.person, invited_at=self.clock())
        seat.save(force_insert=True)
        return seat

    def uninvite(self: Any, *, by: Viewer, agency: Agency, reason: str = "") -> None:
        """Take an agency's seat; from the next request on it sees nothing of the meeting."""
        with acting(self, by=by, action="review.host"):
            self.require_not_closed()
            seat = self.seats.filter(agency=agency, state__in=SEATED).first()
            if seat is None:
                raise IllegalMove(_("%(agency)s has no seat at this meeting.") % {"agency": agency})
            self._answered(seat, Seat.WITHDRAWN, by, reason)
            self._seated("review.uninvited", by, agency)

    def accept(self: Any, *, by: Viewer) -> None:
        """Attend, for the acting agency."""
        with acting(self, by=by, action="review.answer"):
            self._answered(self._invitation(by), Seat.ACCEPTED, by)
            self._seated("review.accepted", by, by.agency)

    def decline(self: Any, *, by: Viewer, reason: str = "") -> None:
        """Stay away, for the acting agency, also after having accepted; from then on it sees nothing of the meeting."""
        with acting(self, by=by, action="review.answer", leaves=True):
            self.require_not_closed()
            self._answered(self.seats.get(agency=by.agency, state__in=SEATED), Seat.DECLINED, by, reason)
            self._seated("review.declined", by, by.agency)

    def require_seat(self: Any, by: Viewer) -> None:
        """`NotAllowed` unless the acting agency hosts, or has accepted."""
        attends = self.seats.filter(agency=by.agency, state=Seat.ACCEPTED).exists()
        if by.agency_id != self.originator_id and not attends:
            raise NotAllowed(_("Accept the invitation first."), object_type="review", object_id=self.pk)

    def require_not_closed(self: Any) -> None:
        """`IllegalMove` once the minutes are fixed."""
        if self.state == ReviewState.CLOSED:
            raise IllegalMove(_("The meeting is closed, and its minutes are fixed."))

    def require_open(self: Any) -> None:
        """`IllegalMove` unless the meeting is in session."""
        if self.state != ReviewState.OPEN:
            raise IllegalMove(_("This is possible while the meeting is in session."))

    def _invitation(self: Any, by: Viewer) -> Attendance:
        self.require_not_closed()
        seat: Attendance | None = self.seats.filter(agency=by.agency, state=Seat.INVITED).first()
        if seat is None:
            raise IllegalMove(_("Your agency has answered already."))
        return seat

    def _answered(self: Any, seat: Attendance, state: str, by: Viewer, reason: str = "") -> None:
        seat.state, seat.reason, seat.answered_by, seat.answered_at = state, reason, by.person, self.clock()
        seat.save()

    def _seated(self: Any, verb: str, by: Viewer, agency: Agency) -> None:
        """What every change of the ledger does: grants follow it, the meeting moves up, the log says who got what."""
        sync(self)
        self.touch()
        led = Led.DISCLOSURE if verb in {"review.invited", "review.accepted"} else Led.ALTERATION
        record(verb, by=by, on=self.ref, led=led, recipients=[agency.pk])
