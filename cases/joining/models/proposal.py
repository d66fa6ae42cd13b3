"""What a proposal to merge and one to split have in common: who made it, how it stands, and that one answer counts."""

import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, ClassVar

from django.db import models, transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _
from django_fsm import transition

from access.decide import can, require
from access.verbs import lock
from access.viewer import Viewer
from agencies.models import Agency, Person
from audit.log import Ref, record
from cases.joining.codes import Answer
from coordination_center.errors import IllegalMove, Unseen
from coordination_center.states import ProtectedStates, StateField


class Proposal(ProtectedStates):
    """A proposal of the lead of `case`. An answered one stays as it is."""

    noun: ClassVar[str]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    offered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    offered_at = models.DateTimeField(db_default=Now())
    state = StateField(max_length=12, choices=Answer, default=Answer.OFFERED)
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True
        default_permissions = ()
        ordering = ("-offered_at", "-id")

    # --- the machine: one answer counts  ---
    @transition("state", source=Answer.OFFERED, target=Answer.ACCEPTED)
    def _to_accepted(self) -> None: ...

    @transition("state", source=Answer.OFFERED, target=Answer.DECLINED)
    def _to_declined(self) -> None: ...

    @transition("state", source=Answer.OFFERED, target=Answer.WITHDRAWN)
    def _to_withdrawn(self) -> None: ...

    @property
    def ref(self) -> Ref:
        """How the log names this proposal: it belongs to the oversight of the agency that made it."""
        return Ref(self.noun, self.pk, "case", self.case_id, self.agency_id)

    def insert(self, *, by: Viewer) -> None:
        """Write the new proposal and its event; it moves no case in any list."""
        self.offered_at = self.case.clock()
        self.save(force_insert=True)
        record(f"{self.noun}.offered", by=by, on=self.ref)

    @contextmanager
    def answering(self, *, by: Viewer, on: Any, action: str) -> Iterator[None]:
        """Run an answer on locked cases and the locked proposal: `IllegalMove` where it is answered already."""
        with transaction.atomic():
            lock_all({self.case, on})
            lock(self)
            if not can(by, "case.read", self):
                raise Unseen(object_type=self.noun, object_id=self.pk, action=action)
            require(by, action, on)
            if self.state != Answer.OFFERED:
                raise IllegalMove(_("This proposal has been answered already."))
            yield

    def answered(self, *, by: Viewer) -> None:
        """Write the answer and its event."""
        self.answered_by, self.answered_at = by.person, self.case.clock()
        self.save(update_fields=["state", "answered_by", "answered_at"])
        record(f"{self.noun}.{self.state}", by=by, on=self.ref)


def lock_all(cases: Iterable[Any]) -> None:
    """Lock several cases in one fixed order, so that two verbs cannot wait for each other."""
    for case in sorted(cases, key=lambda one: one.pk):
        lock(case)
