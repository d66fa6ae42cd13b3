"""Which agencies take part in a case, since when, until when, and by whose word."""

import uuid
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from access.grants import sync
from access.querysets import ProtectedQuerySet
from access.registry import FOREVER
from access.verbs import acting
from access.viewer import Viewer
from agencies.models import Agency, Person
from audit.log import Led, Ref, record
from cases.codes import Level, Part, State
from coordination_center.errors import IllegalMove, Invalid

INVITING = {State.DRAFT, State.PROPOSED, State.OPEN, State.SUSPENDED}
LIVE = [Part.PENDING, Part.ACTIVE]


class Participation(models.Model):
    """One line of the case's ledger: an agency's part, from invitation to its end. Ended lines stay."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="participations")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    level = models.CharField(max_length=10, choices=Level)
    state = models.CharField(max_length=10, choices=Part, default=Part.PENDING)
    until = models.DateTimeField(default=FOREVER)
    reason = models.CharField(max_length=500, blank=True)
    invited_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField(db_default=Now())
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    answered_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    objects = ProtectedQuerySet["Participation"].as_manager()

    class Meta:
        default_permissions = ()
        ordering = ("invited_at", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["case", "agency"], condition=models.Q(state__in=LIVE), name="participation_once_at_a_time"
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=models.Q(level=Level.LEAD, state=Part.ACTIVE),
                name="participation_one_lead",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency}: {self.level}, {self.state}"

    @property
    def ref(self) -> Ref:
        """How the log names this part."""
        return Ref("participation", self.pk, "case", self.case_id, self.case.originator_id)

    @property
    def lasts(self) -> bool:
        """Whether it has an end that is worth saying."""
        return self.until < FOREVER


class Sharing(models.Model):
    """Verbs that bring agencies into a case and let them out of it."""

    class Meta:
        abstract = True

    @property
    def parts(self: Any) -> Any:
        """The whole ledger, for verbs; pages read `participations` through the viewer."""
        return Participation.objects.unscoped("a verb reads its own ledger").filter(case=self)

    def invite(
        self: Any,
        *,
        by: Viewer,
        agency: Agency,
        level: str = Level.PARTNER,
        until: datetime = FOREVER,
        reason: str = "",
    ) -> Participation:
        """Invite an agency to take part. It sees title, summary, lead and participants until it answers."""
        if level not in (Level.PARTNER, Level.OBSERVER):
            raise Invalid(fields={"level": [_("An agency is invited as a partner or as an observer.")]})
        with acting(self, by=by, action="case.invite"):
            self._check_invitable(agency)
            part = Participation(
                case=self, agency=agency, level=level, until=until, reason=reason, invited_by=by.person
            )
            part.invited_at = self.clock()
            part.save(force_insert=True)
            self._shared("case.invited", by, part, level=level)
        return part

    def _check_invitable(self: Any, agency: Agency) -> None:
        self.parts.filter(state__in=LIVE, until__lte=Now()).update(state=Part.EXPIRED, ended_at=models.F("until"))
        if self.state not in INVITING:
            raise IllegalMove(_("Agencies cannot be invited to a closed case."))
        if agency.suspended_at is not None:
            raise Invalid(fields={"agency": [_("This agency is suspended.")]})
        if self.parts.filter(agency=agency, state__in=LIVE).exists():
            raise IllegalMove(_("%(agency)s is already invited or takes part.") % {"agency": agency})

    def accept(self: Any, *, by: Viewer) -> None:
        """Take part, for the acting agency."""
        self._answer(by, "case.accept", Part.ACTIVE, "case.accepted")

    def decline(self: Any, *, by: Viewer, reason: str = "") -> None:
        """Decline, for the acting agency; from then on it sees nothing of the case."""
        self._answer(by, "case.decline", Part.DECLINED, "case.declined", reason=reason, leaves=True)

    def _answer(
        self: Any, by: Viewer, action: str, state: str, verb: str, *, reason: str = "", leaves: bool = False
    ) -> None:
        with acting(self, by=by, action=action, leaves=leaves):
            part = self.parts.get(agency=by.agency, state=Part.PENDING)
            part.state, part.answered_by, part.answered_at = state, by.person, self.clock()
            if state == Part.DECLINED:
                part.reason, part.ended_at = reason, part.answered_at
            part.save()
            self._shared(verb, by, part, level=part.level)

    def leave(self: Any, *, by: Viewer, reason: str = "") -> None:
        """End the acting agency's own part."""
        with acting(self, by=by, action="case.leave", leaves=True):
            self._end(by, self.parts.get(agency=by.agency, state=Part.ACTIVE), Part.LEFT, "case.left", reason)

    def revoke(self: Any, *, by: Viewer, agency: Agency, reason: str = "") -> None:
        """End another agency's part or invitation at once. `IllegalMove` when it has none."""
        with acting(self, by=by, action="case.revoke"):
            part = self.parts.filter(agency=agency, state__in=LIVE).exclude(level=Level.LEAD).first()
            if part is None:
                raise IllegalMove(_("%(agency)s takes no part in this case.") % {"agency": agency})
            self._end(by, part, Part.REVOKED, "case.revoked", reason)

    def _end(self: Any, by: Viewer, part: Participation, state: str, verb: str, reason: str) -> None:
        part.state, part.reason, part.ended_at = state, reason, self.clock()
        part.save()
        self._withdraw_offers(part.agency)
        self._shared(verb, by, part, level=part.level)

    def _shared(self: Any, verb: str, by: Viewer, part: Participation, **detail: Any) -> None:
        """What every change of the ledger does: grants follow it, the case moves up, the log says who got what."""
        sync(self)
        self.touch()
        led = Led.DISCLOSURE if part.state in LIVE else Led.ALTERATION
        record(verb, by=by, on=self.ref, led=led, recipients=[part.agency_id], detail=detail)
