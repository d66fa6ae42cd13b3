"""What a notice goes through: draft -> ready -> submitted -> published -> cancelled | expired."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.utils.translation import gettext as _
from django_fsm import TransitionNotAllowed
from django_fsm import transition as moves

from access.verbs import lock
from access.viewer import Viewer
from agencies.models import Agency
from audit.log import SYSTEM, Led, record
from cases.recording import changing
from cases.subjects.screening import screening_stops
from coordination_center.errors import IllegalMove, Invalid
from intelligence.notices.codes import KEPT_YEARS, LIVE, State

if TYPE_CHECKING:
    from intelligence.notices.models import Notice


@contextmanager
def moving(notice: "Notice", *, by: Viewer, version: int | None, stops: bool = True) -> Iterator[None]:
    """A verb of the agency that wrote it; `stops`: refused while a screening of the person stands in its way."""
    with changing(notice, by=by, action="case.notice", version=version, own=True):
        if stops and notice.subject is not None and screening_stops(notice.subject):
            raise IllegalMove(_("Stopped: this person is being screened as a possible victim, or was found to be one."))
        if notice.has_lapsed():
            raise IllegalMove(_("This notice has expired."))
        try:
            yield
        except TransitionNotAllowed:
            sentence = _("This is not possible while the notice is in the state “%(state)s”.")
            raise IllegalMove(sentence % {"state": State(notice.state).label}) from None


class Moves(models.Model):
    """Verbs that move a notice from state to state."""

    class Meta:
        abstract = True

    # --- the machine: what may follow what  ---
    @moves("state", source=State.DRAFT, target=State.READY)
    def _to_ready(self: Any) -> None: ...

    @moves("state", source=State.READY, target=State.DRAFT)
    def _to_draft(self: Any) -> None: ...

    @moves("state", source=State.READY, target=State.SUBMITTED)
    def _to_submitted(self: Any) -> None: ...

    @moves("state", source=State.SUBMITTED, target=State.PUBLISHED)
    def _to_published(self: Any) -> None: ...

    @moves("state", source=LIVE, target=State.CANCELLED)
    def _to_cancelled(self: Any) -> None: ...

    @moves("state", source=State.PUBLISHED, target=State.EXPIRED)
    def _to_expired(self: Any) -> None: ...

    # --- the verbs  ---
    def make_ready(self: Any, *, by: Viewer, version: int | None = None) -> None:
        """Say that the paperwork is complete. `Invalid` naming what is missing."""
        with moving(self, by=by, version=version):
            self._require_complete(by)
            self._to_ready()
            self.change("state", by=by, verb="notice.ready")

    def submit(self: Any, *, by: Viewer, ncb: Agency | None = None, version: int | None = None) -> None:
        """Record that it went to the bureau. The paperwork is checked anew: a warrant may have ended since."""
        with moving(self, by=by, version=version):
            self._require_complete(by)
            self.ncb = self._bureau(ncb or self.ncb)
            self._to_submitted()
            self.submitted_at = self.case.clock()
            self.change("state", "ncb", "submitted_at", by=by, verb="notice.submitted", detail={"kind": self.kind})

    def publish(
        self: Any, *, by: Viewer, reference: str, published_on: date | None = None, expires_on: date | None = None,
        version: int | None = None,
    ) -> None:  # fmt: skip
        """Record that it was published (a diffusion: sent) under its number. `Invalid` without, or for days.

        Without `expires_on` it ends five years later: longer it is not kept without a new reason (RPD, article 49).
        """
        with moving(self, by=by, version=version):
            if not reference.strip():
                raise Invalid(fields={"reference": [_("Give the control number.")]})
            day = published_on or self.today()
            last = expires_on or _years_on(day, KEPT_YEARS)
            if day > self.today() or last <= day or last > _years_on(day, KEPT_YEARS):
                raise Invalid(fields={"expires_on": [_("A notice lasts from its publication for at most five years.")]})
            self._to_published()
            for field, value in (("reference", reference), ("published_on", day), ("expires_on", last)):
                setattr(self, field, value)
            self.change("state", "reference", "published_on", "expires_on", by=by, verb="notice.published")

    def cancel(self: Any, *, by: Viewer, reason: str = "", version: int | None = None) -> None:
        """End it: also, and above all, while a screening stops everything else."""
        with moving(self, by=by, version=version, stops=False):
            self._to_cancelled()
            self.ended_at, self.ended_note = self.case.clock(), reason
            self.change("state", "ended_at", "ended_note", by=by, verb="notice.cancelled")

    def export(self: Any, *, by: Viewer) -> None:
        """Record that the viewer took the text pack out of the centre."""
        detail = {"kind": self.kind, "version": self.version}
        record("notice.exported", by=by, on=self.ref, led=Led.DISCLOSURE, recipients=[by.agency_id], detail=detail)

    def _require_complete(self: Any, by: Viewer) -> None:
        missing = [check.need for check in self.checks(by) if not check.met]
        if missing:
            words = ", ".join(str(need.label) for need in missing)
            raise Invalid(_("Still missing: %(list)s.") % {"list": words}, missing=[need.code for need in missing])

    def _bureau(self: Any, agency: Agency | None) -> Agency:
        if agency is None or agency.kind != Agency.Kind.NCB or agency.suspended_at is not None:
            raise Invalid(fields={"ncb": [_("Choose the National Central Bureau it goes to.")]})
        return agency

    # --- the clock  ---
    def today(self: Any) -> date:
        """The database's day, in UTC."""
        day: date = self.case.clock().astimezone(UTC).date()
        return day

    def has_lapsed(self: Any) -> bool:
        """Whether its last day has passed while it is not yet written as expired."""
        return self.state == State.PUBLISHED and self.expires_on is not None and self.expires_on < self.today()

    def expire(self: Any) -> bool:
        """Write that its last day has passed, for the centre itself; False where it has not, or it is written."""
        with transaction.atomic():
            lock(self.case)
            case = self.case
            lock(self)
            self.case = case
            due: bool = self.has_lapsed() and self.removed_at is None
            if due:
                self._to_expired()
                self.ended_at = self.case.clock()
                self.change("state", "ended_at", by=SYSTEM, verb="notice.expired")
        return due


def _years_on(day: date, years: int) -> date:
    """The same day so many years later; of 29 February the 28th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
