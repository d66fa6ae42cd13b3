"""To whom a request goes, and whether its addressees learn of each other."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext as _

from access.grants import sync
from access.models import Exclusion
from access.verbs import acting
from access.viewer import Viewer
from agencies.models import Membership
from audit.log import Led, record
from cases.codes import Tlp
from coordination_center.errors import IllegalMove, Invalid
from intelligence.rfis.clocks import started
from intelligence.rfis.codes import OPEN, State
from intelligence.rfis.models.addressee import Addressee
from intelligence.rfis.models.verbs import words

if TYPE_CHECKING:
    from intelligence.rfis.models.rfi import Recipient


class Addressing(models.Model):
    """Verbs of the asker on the whole request."""

    class Meta:
        abstract = True

    @property
    def ledger(self: Any) -> Any:
        """The lines that have not been withdrawn, for verbs."""
        rows = Addressee.objects.unscoped("a verb reads its own ledger").filter(rfi=self)
        return rows.exclude(state=State.WITHDRAWN)

    def add(self: Any, *, by: Viewer, to: "Iterable[Recipient]") -> None:
        """Ask further agencies; their clocks start now. `Invalid` for one that cannot be asked, or was already."""
        recipients = list(to)
        with acting(self, by=by, action="rfi.ask"):
            self.require_standing()
            if not recipients:
                raise Invalid(fields={"agencies": [_("Choose at least one agency.")]})
            self.address(recipients, by=by)
            sync(self)

    def show_each_other(self: Any, *, by: Viewer) -> None:
        """From now on every addressee sees who else is asked; never what they say. It cannot be taken back."""
        with acting(self, by=by, action="rfi.ask"):
            self.require_standing()
            if not self.discreet:
                raise IllegalMove(_("The addressees see each other already."))
            self.discreet = False
            self.save(update_fields=["discreet"])
            self.ledger.update(only=[])
            record("rfi.shown", by=by, on=self.ref, led=Led.DISCLOSURE)

    def write_to_all(self: Any, *, by: Viewer, text: str) -> None:
        """Put one message on the thread of every addressee that has not ended; none sees that others got it too."""
        with acting(self, by=by, action="rfi.ask"):
            self.require_standing()
            lines = [line for line in self._lines_in(*OPEN) if line.is_open]
            if not lines:
                raise IllegalMove(_("Nobody is still to answer."))
            for line in lines:
                line.say(words(text), by=by)

    def withdraw_all(self: Any, *, by: Viewer) -> None:
        """Take the whole request back from everyone who has not answered: they no longer see it."""
        with acting(self, by=by, action="rfi.ask"):
            self.require_standing()
            self.withdrawn_at = self.clock_now()
            self.save(update_fields=["withdrawn_at"])
            for line in self._lines_in(*OPEN, State.REFUSED, State.EXPIRED):
                line.take_back(by=by)
            sync(self)
            record("rfi.withdrawn", by=by, on=self.ref)

    def _lines_in(self: Any, *states: str) -> list[Addressee]:
        rows = self.ledger.filter(state__in=states).select_related("agency").select_for_update(of=("self",))
        lines = list(rows.order_by("sent_at", "id"))
        for line in lines:
            line.rfi = self
        return lines

    def address(self: Any, recipients: "list[Recipient]", *, by: Viewer) -> None:
        """Write a line for each; for verbs, which see to the grants."""
        asked = set(self.ledger.values_list("agency_id", flat=True))
        for one in recipients:
            self._check(one, by=by, asked=asked)
            asked.add(one.agency.pk)
            self._enter(one, by=by)

    def _enter(self: Any, one: "Recipient", *, by: Viewer) -> None:
        now = one.at or self.clock_now()
        due, expires = started(self.urgency, now, country=one.agency.country)
        line = Addressee(rfi=self, agency=one.agency, person=one.person, sent_at=now, due_at=due, expires_at=expires)
        line.only = sorted({self.originator_id, one.agency.pk}) if self.discreet else []
        line.save(force_insert=True)
        record("rfi.sent", by=by, on=line.ref, led=Led.DISCLOSURE, recipients=[one.agency.pk])

    def _check(self: Any, one: "Recipient", *, by: Viewer, asked: set[Any]) -> None:
        sentence = ""
        if one.agency.pk == self.originator_id:
            sentence = _("You cannot ask your own agency.")
        elif one.agency.pk in asked:
            sentence = _("%(agency)s is asked already.") % {"agency": one.agency}
        elif one.agency.suspended_at is not None:
            sentence = _("%(agency)s is suspended.") % {"agency": one.agency}
        elif Exclusion.objects.live().filter(originator=self.originator_id, agency=one.agency).exists():
            sentence = _("Your agency has shut %(agency)s out.") % {"agency": one.agency}
        if sentence:
            raise Invalid(fields={"agencies": [sentence]})
        self._check_person(one)

    def _check_person(self: Any, one: "Recipient") -> None:
        if one.person is None and self.tlp == Tlp.RED:
            raise Invalid(fields={"people": [_("TLP:RED goes to named people only.")]})
        if one.person is None:
            return
        if not Membership.objects.live().filter(person=one.person, agency=one.agency).exists():
            raise Invalid(fields={"people": [_("There is no such person in this agency.")]})

    def require_standing(self: Any) -> None:
        """`IllegalMove` once the whole request was withdrawn."""
        if self.withdrawn_at is not None:
            raise IllegalMove(_("This request was withdrawn."))
