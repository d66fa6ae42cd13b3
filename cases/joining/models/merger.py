"""Merging: the lead of one case proposes to the lead of another to take its records over."""

from typing import Any, ClassVar

from django.db import models, transaction
from django.utils.translation import gettext as _

from access.decide import can, require
from access.querysets import ProtectedQuerySet
from access.viewer import Viewer
from audit.log import By
from cases.codes import Outcome, State
from cases.joining.carriers import carry_all
from cases.joining.codes import Answer, Kind
from cases.joining.models.proposal import Proposal, lock_all
from cases.joining.models.relation import Relation
from cases.joining.narrowing import check_not_wider
from cases.models import Case
from coordination_center.errors import IllegalMove, Invalid


class Merger(Proposal):
    """The records of `case` are to go on in `into`. It is known only to those who see both."""

    noun: ClassVar[str] = "merger"

    into = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")

    objects = ProtectedQuerySet["Merger"].as_manager()

    class Meta(Proposal.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=models.Q(state=Answer.OFFERED), name="merger_one_at_a_time"
            ),
            models.CheckConstraint(condition=~models.Q(case=models.F("into")), name="merger_of_two"),
        ]

    def __str__(self) -> str:
        return f"{self.case} → {self.into}"

    @classmethod
    def offer(cls, case: Case, *, by: Viewer, into: Case) -> "Merger":
        """Propose it, for the lead of `case`. The lead of `into` must read `case`: an offer shows nothing new.

        `Invalid` for a case that is not read, and for a lead that takes no part here; `IllegalMove` while a proposal
        stands and for a case that is over. Raises as `access.decide.require` does.
        """
        with transaction.atomic():
            lock_all({case, into} if into.pk != case.pk else {case})
            require(by, "case.merge", case)
            if into.pk == case.pk or not can(by, "case.read", into):
                raise Invalid(fields={"into": [_("Choose another case that you read.")]})
            if not case.parts.filter(agency=into.lead_agency(), state="active").exists():
                raise Invalid(fields={"into": [_("The agency that leads it must take part in this case first.")]})
            if cls.objects.unscoped("a verb reads its own ledger").filter(case=case, state=Answer.OFFERED).exists():
                raise IllegalMove(_("A proposal to merge this case stands already."))
            check_open(case, into)
            merger = cls(case=case, into=into, agency=by.agency, offered_by=by.person)
            merger.insert(by=by)
        return merger

    def accept(self, *, by: Viewer) -> int:
        """Take the records over, for the lead of `into`; how many were copied. The other case is closed if it is open.

        Nothing is widened: see `cases.joining.narrowing`. `IllegalMove` when the proposer leads no more, a case is
        over, or `into` is marked less strictly; the rest as `answering`.
        """
        with self.answering(by=by, on=self.into, action="case.merge"):
            if self.case.lead_agency() != self.agency:
                raise IllegalMove(_("The agency that proposed this no longer leads the case."))
            check_open(self.case, self.into)
            check_not_wider(self.case, self.into)
            self._to_accepted()
            carried = carry_all(self.case, into=self.into, by=by)
            self._close()
            self.into.touch()
            self.answered(by=by)
            Relation.write(self.case, self.into, Kind.CONTINUED_IN, by=by, verb="relation.merged")
            Relation.write(self.into, self.case, Kind.TOOK_OVER, by=by, verb="relation.merged")
        return carried

    def decline(self, *, by: Viewer) -> None:
        """Say no, for the lead of `into`."""
        with self.answering(by=by, on=self.into, action="case.merge"):
            self._to_declined()
            self.answered(by=by)

    def withdraw(self, *, by: Viewer) -> None:
        """Take the proposal back, for the lead of `case`."""
        with self.answering(by=by, on=self.case, action="case.merge"):
            self._to_withdrawn()
            self.answered(by=by)

    def _close(self) -> None:
        """Close the case that goes on elsewhere, as its lead consented to by proposing."""
        case: Any = self.case
        lead = By(self.offered_by_id, self.agency_id)
        if case.state == State.OPEN:
            case._to_closed()
            case.outcome, case.closed_at = Outcome.TRANSFERRED, case.clock()
            case._moved("case.closed", lead, "outcome", "closed_at", outcome=Outcome.TRANSFERRED)


def check_open(*cases: Case) -> None:
    """`IllegalMove` for a case that has not begun or is over; one that is merged may be suspended."""
    for case in cases:
        if case.state not in (State.OPEN, State.SUSPENDED, State.DRAFT, State.PROPOSED):
            raise IllegalMove(_("A case that is closed or archived is neither merged nor split."))
