"""The owner offers: a report is released without having been asked for."""

import uuid
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from access.grants import sync
from access.verbs import acting
from access.viewer import Viewer
from agencies.models import Agency, Membership, Person
from audit.log import Led, record
from coordination_center.errors import IllegalMove, Invalid
from coordination_center.saying import require_text
from intelligence.releases.codes import Learned, State, Step
from intelligence.releases.models.machine import moving
from intelligence.releases.models.terms import WHOLE, Terms
from intelligence.reports.models import Report


class Offering(models.Model):
    """Verbs around an offer. Until a second officer has confirmed one that needs it, the other side sees nothing."""

    class Meta:
        abstract = True

    @classmethod
    def offer(
        cls: Any,
        report: Report,
        *,
        by: Viewer,
        asker: Agency,
        purpose: str,
        person: Person | None = None,
        terms: Terms = WHOLE,
        needs_acceptance: bool = True,
        id: uuid.UUID | None = None,  # noqa: A002 - the world file's word
    ) -> Any:
        """Offer a validated report to an agency, or to one person of it; without `needs_acceptance` it has it at once.

        Raises `Invalid` for one's own agency, a
        stranger, or terms that cannot be, and `IllegalMove` by the marking.
        """
        with acting(report, by=by, action="report.release"):
            line = cls(id=id or uuid.uuid4(), originator=by.agency, owner=by.agency, asker=asker, person=person)
            line.report, line.learned, line.reference = report, Learned.OFFER, report.reference
            line.purpose, line.begun_by, line.needs_acceptance = purpose, by.person, needs_acceptance
            line._check_offer(by)
            line.set_terms(terms)
            line.set_offered()
            line.first_by = by.person if report.four_eyes else None
            line._put_down(by)
        return line

    def accept(self: Any, *, by: Viewer) -> None:
        """Take an offer: from now on the report is read under its terms."""
        with moving(self, by=by, action="release.follow"):
            self._require_offer()
            self.require_standing()
            self.activate(by=by, to=self.owner_id, verb="release.accepted")

    def decline(self: Any, *, by: Viewer, reason: str = "") -> None:
        """Not take an offer."""
        with moving(self, by=by, action="release.follow"):
            self._require_offer()
            self._to_refused()
            self.reason = reason
            self.move("release.declined", "reason", by=by, to=self.owner_id)

    def take_back(self: Any, *, by: Viewer) -> None:
        """Take an offer back before it is accepted."""
        with moving(self, by=by, action="release.decide"):
            self._require_offer()
            self._to_withdrawn()
            self.move("release.taken_back", by=by, to=self.asker_id if not self.first_by_id else None)

    @property
    def awaits_confirmation(self: Any) -> bool:
        """Whether one officer has approved and the second has not yet."""
        return bool(self.first_by_id) and self.state in (State.REQUESTED, State.OFFERED)

    def set_offered(self: Any) -> None:
        """A new line that begins as an offer."""
        type(self)._meta.get_field("state").set_state(self, State.OFFERED)

    def _require_offer(self: Any) -> None:
        if self.learned != Learned.OFFER or self.state != State.OFFERED:
            raise IllegalMove(_("This is no offer that waits."))

    def _check_offer(self: Any, by: Viewer) -> None:
        require_text(self.purpose, field="purpose")
        if self.asker_id == by.agency_id:
            raise Invalid(fields={"asker": [_("This is your own agency.")]})
        if self.person and not Membership.objects.live().filter(person=self.person, agency=self.asker).exists():
            raise Invalid(fields={"person": [_("No such person in this agency.")]})
        self.require_standing()

    def _put_down(self: Any, by: Viewer) -> None:
        """Write the new line; it is active at once where neither a second officer nor the other side is waited for."""
        with transaction.atomic():
            self.created_at = self.updated_at = self.clock()
            self.save(force_insert=True)
            self.note(Step.OFFERED, by=by)
            sync(self)
            told = [] if self.first_by else [self.asker_id]
            record("release.offered", by=by, on=self.ref, led=Led.ALTERATION, recipients=told, purpose=self.purpose)
            if not self.needs_acceptance and not self.first_by:
                self.activate(by=by, to=self.asker_id, verb="release.given")
