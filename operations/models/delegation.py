"""Which agencies take part in an operation, from when they may know of it, and the verbs that change it."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from access.grants import sync
from access.querysets import ProtectedQuerySet
from access.verbs import acting
from access.viewer import Viewer
from agencies.models import Agency, Membership, Person, Role
from audit.log import Led, Ref, record
from coordination_center.errors import IllegalMove, Invalid, NotAllowed
from operations.codes import FINAL, Part, State, Status


class Delegation(models.Model):
    """One agency's part. Before `visible_from` nothing of the operation exists for it. Ended lines stay."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    operation = models.ForeignKey("operations.Operation", on_delete=models.PROTECT, related_name="delegations")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    coordinator = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    part = models.CharField(max_length=10, choices=Part, default=Part.DELEGATION)
    visible_from = models.DateTimeField(db_default=Now())
    invited_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField(db_default=Now())
    told_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    approved_at = models.DateTimeField(null=True)
    signed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    signed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    objects = ProtectedQuerySet["Delegation"].as_manager()

    class Meta:
        default_permissions = ()
        ordering = ("invited_at", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["operation", "agency"], condition=models.Q(ended_at=None), name="delegation_once_at_a_time"
            )
        ]
        indexes = [
            models.Index(fields=["visible_from"], condition=models.Q(told_at=None), name="delegation_to_tell"),
        ]

    def __str__(self) -> str:
        return f"{self.agency}: {self.part}"

    @property
    def ref(self) -> Ref:
        """How the log names this part."""
        return Ref("delegation", self.pk, "operation", self.operation_id, self.operation.originator_id)

    def speaks(self, viewer: Viewer) -> bool:
        """Whether the viewer may speak for this country: its named coordinator, or a liaison officer or supervisor."""
        if viewer.agency_id != self.agency_id:
            return False
        return viewer.person_id == self.coordinator_id or bool(viewer.roles & {Role.LIAISON, Role.SUPERVISOR})

    def verdicts_of(self, viewer: Viewer, increment: Any) -> list[Status]:
        """The verdicts that the viewer may give on a result of this country, as far as it depends on who they are."""
        own = self.speaks(viewer)
        reported = viewer.agency_id == self.agency_id and viewer.person_id == increment.person_id
        may = {
            Status.VERIFIED: own,
            Status.DISPUTED: own or viewer.agency_id == self.operation.originator_id,
            Status.WITHDRAWN: own or reported,
        }
        return [status for status in may if may[status]]


class Delegating(models.Model):
    """Verbs that bring countries into an operation, and what these say of its plan and its figures.

    Whoever reports locks the line of its delegation and then only reads the operation; so what changes delegations
    locks their lines first and the operation after them, or the two would wait for each other.
    """

    class Meta:
        abstract = True

    @property
    def parts(self: Any) -> Any:
        """The live lines, for verbs."""
        return Delegation.objects.unscoped("a verb reads its own ledger").filter(operation=self, ended_at=None)

    @contextmanager
    def settling(self: Any, *, by: Viewer, action: str, leaves: bool = False) -> Iterator[None]:
        """A verb's frame in which nobody reports: every delegation is locked, then the operation."""
        with transaction.atomic():
            list(self.parts.order_by("pk").select_for_update(of=("self",)).values_list("pk"))
            with acting(self, by=by, action=action, leaves=leaves):
                yield

    def invite(
        self: Any, *, by: Viewer, agency: Agency, part: str = Part.DELEGATION, coordinator: Person | None = None,
        visible_from: datetime | None = None,
    ) -> Delegation:  # fmt: skip
        """Bring an agency in, from `visible_from` on (now, where it is left out or past)."""
        with self.settling(by=by, action="operation.plan"):
            self._check_invitable(agency, coordinator)
            now = self.clock()
            line = Delegation(operation=self, agency=agency, part=part, coordinator=coordinator, invited_by=by.person)
            line.invited_at, line.visible_from = now, visible_from or now
            line.told_at = now if line.visible_from <= now else None
            line.save(force_insert=True)
            self._resync()
            told = [agency.pk] if line.told_at else []  # an embargo leaves its agency out of the log as well
            record("operation.invited", by=by, on=line.ref, led=Led.DISCLOSURE, recipients=told, detail={"part": part})
        return line

    def _check_invitable(self: Any, agency: Agency, coordinator: Person | None) -> None:
        if self.state in FINAL:
            raise IllegalMove(_("The figures are frozen: nobody joins any more."))
        if agency.suspended_at is not None:
            raise Invalid(fields={"agency": [_("This agency is suspended.")]})
        if self.parts.filter(agency=agency).exists():
            raise IllegalMove(_("%(agency)s takes part already.") % {"agency": agency})
        if coordinator and not Membership.objects.live().filter(person=coordinator, agency=agency).exists():
            raise Invalid(fields={"coordinator": [_("Choose somebody of that agency.")]})

    def postpone(self: Any, line: Delegation, *, by: Viewer, visible_from: datetime) -> None:
        """Move the moment from which a country may know. `IllegalMove` once it has come: it cannot be unlearned."""
        with self.settling(by=by, action="operation.plan"):
            self._fresh(line)
            if line.visible_from <= self.clock():
                raise IllegalMove(_("This country knows of the operation already."))
            line.visible_from = visible_from
            line.save(update_fields=["visible_from"])
            self._resync()
            record("operation.postponed", by=by, on=line.ref)

    def dismiss(self: Any, line: Delegation, *, by: Viewer) -> None:
        """End a country's part at once; what it reported stays. `IllegalMove` once the figures are frozen."""
        with self.settling(by=by, action="operation.plan", leaves=line.agency_id == by.agency_id):
            self._fresh(line)
            if self.state in FINAL:
                raise IllegalMove(_("The figures are frozen: the list of countries stays as it is."))
            line.ended_at = self.clock()
            line.save(update_fields=["ended_at"])
            self._resync()
            told = [line.agency_id] if line.told_at else []
            record("operation.dismissed", by=by, on=line.ref, recipients=told)

    def consent(self: Any, *, by: Viewer) -> None:
        """Approve the plan for the acting agency's country. A silent country blocks nobody."""
        with self.settling(by=by, action="operation.see"):
            line = self._own_line(by)
            if self.state not in (State.PLANNING, State.APPROVED):
                raise IllegalMove(_("The action days have begun."))
            if line.approved_at is not None:
                raise IllegalMove(_("Your country has approved the plan already."))
            line.approved_at, line.approved_by = self.clock(), by.person
            line.save(update_fields=["approved_at", "approved_by"])
            record("operation.consented", by=by, on=line.ref)

    def sign(self: Any, *, by: Viewer) -> None:
        """Sign the acting agency's figures, before they are frozen."""
        with self.settling(by=by, action="operation.sign"):
            line = self._own_line(by)
            if self.state != State.CLOSING:
                raise IllegalMove(_("Figures are signed while the operation is closing."))
            if line.signed_at is not None:
                raise IllegalMove(_("Your country has signed already."))
            line.signed_at, line.signed_by = self.clock(), by.person
            line.save(update_fields=["signed_at", "signed_by"])
            record("operation.signed", by=by, on=line.ref)

    def _own_line(self: Any, by: Viewer) -> Delegation:
        """The acting agency's delegation, for which the actor may speak; else `NotAllowed`."""
        line: Delegation | None = self.parts.filter(agency=by.agency, part=Part.DELEGATION).first()
        if line is None or not line.speaks(by):
            raise NotAllowed(_("Only your country’s coordinator, a liaison officer or a supervisor decides this."))
        line.operation = self
        return line

    def _fresh(self: Any, line: Delegation) -> None:
        if not self.parts.filter(pk=line.pk).exists():
            raise IllegalMove(_("This agency takes no part any more."))
        line.refresh_from_db(from_queryset=self.parts)
        line.operation = self

    def _resync(self: Any) -> None:
        sync(self)
        self.touch()
