"""Members of a network: subjects of cases, seen only by those who see the subject in its case."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from access.decide import can
from access.querysets import ProtectedQuerySet
from access.registry import audiences
from access.verbs import acting, lock
from access.viewer import Viewer
from agencies.models import Agency, Person
from audit.log import Led, Ref, record
from cases.networks.codes import Priority, Standing
from cases.subjects.models import Subject
from cases.tracking import tracked
from coordination_center.errors import IllegalMove, Invalid, Stale, Unseen


@tracked()
class Member(models.Model):
    """A subject of some case as a member of a network. Who does not see the subject sees no member, gap or count."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    network = models.ForeignKey("networks.Network", on_delete=models.CASCADE, related_name="members")
    subject = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    standing = models.CharField(max_length=12, choices=Standing, default=Standing.OTHER)
    priority = models.CharField(max_length=8, choices=Priority, blank=True, default=Priority.NONE)
    note = models.TextField(blank=True, max_length=5_000)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    removed_at = models.DateTimeField(null=True, editable=False)

    objects = ProtectedQuerySet["Member"].as_manager()

    class Meta:
        default_permissions = ()
        ordering = ("created_at", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["network", "subject"], condition=models.Q(removed_at=None), name="network_member_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject}: {self.standing}"

    @property
    def ref(self) -> Ref:
        """How the log names this member; what some readers of the network cannot see is its supplier's to oversee."""
        return Ref("network_member", self.pk, "network", self.network_id, self.agency_id)

    @property
    def restricted(self) -> bool:
        """Whether the subject is for some participants of its case only."""
        return bool(audiences(self))


class Membership(models.Model):
    """Verbs that say who belongs to a network.

    None of them moves the network in lists: readers who do not see the subject's case must not learn that it grew.
    """

    class Meta:
        abstract = True

    @property
    def roll(self: Any) -> Any:
        """The members as they stand, for verbs."""
        return Member.objects.unscoped("a verb reads its own rows").filter(network=self, removed_at=None)

    def enlist(
        self: Any, *, by: Viewer, subject: Subject, standing: str = Standing.OTHER, priority: str = "", note: str = ""
    ) -> Member:
        """Count a subject that `by` sees among the members. `Invalid` for one unseen, `IllegalMove` if it is one."""
        with acting(self, by=by, action="network.keep"):
            if subject.removed_at is not None or not can(by, "case.read", subject):
                raise Invalid(fields={"subject": [_("Choose a subject of a case that you read.")]})
            if self.roll.filter(subject=subject).exists():
                raise IllegalMove(_("This subject is a member already."))
            member = Member(network=self, subject=subject, agency=by.agency, author=by.person, created_at=self.clock())
            member.standing, member.priority, member.note = standing, priority, note
            member.save(force_insert=True)
            detail = {"standing": standing, "priority": priority}
            record("network.enlisted", by=by, on=member.ref, led=Led.COMBINATION, detail=detail)
        return member

    def reassess(self: Any, member: Member, *, by: Viewer, version: int, **facts: str) -> int:
        """Change standing, priority or note of a member that `by` sees; returns its new version."""
        with self._of(member, by=by):
            if version != member.version:
                raise Stale(_("Someone changed this while you were writing."), current=member)
            changed = [name for name in ("standing", "priority", "note") if facts.get(name) != getattr(member, name)]
            for name in changed:
                setattr(member, name, facts[name])
            member.version += 1
            member.save(update_fields=[*changed, "version"])
            detail = {"standing": member.standing, "priority": member.priority}
            record("network.reassessed", by=by, on=member.ref, detail=detail)
        return int(member.version)

    def strike(self: Any, member: Member, *, by: Viewer) -> None:
        """Take a member off the roll."""
        with self._of(member, by=by):
            member.removed_at = self.clock()
            member.save(update_fields=["removed_at"])
            record("network.struck", by=by, on=member.ref, led=Led.ERASURE)

    @contextmanager
    def _of(self: Any, member: Member, *, by: Viewer) -> Iterator[None]:
        """The network locked and asked, and the member of it fresh, standing and seen."""
        with acting(self, by=by, action="network.keep"):
            lock(member)
            gone = member.removed_at is not None or member.network_id != self.pk
            if gone or not can(by, "network.see", member):
                raise Unseen(object_type="network_member", object_id=member.pk, action="network.keep")
            yield
