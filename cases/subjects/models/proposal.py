"""A change that one agency proposes to another's record: accepted once, refused with a reason, or withdrawn."""

import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _
from django_fsm import TransitionNotAllowed, transition

from access.querysets import ProtectedQuerySet
from access.viewer import Viewer
from agencies.models import Person
from cases.models import Case
from cases.models.record import Record
from cases.recording import adding, changing, lock_row, named
from cases.subjects.codes import Answer
from cases.subjects.models.lines import Name, Number, name_rows, number_rows
from cases.subjects.models.subject import EDITABLE, Subject, checked_facts
from cases.tracking import tracked
from coordination_center.errors import IllegalMove, Invalid, NotAllowed, Stale
from coordination_center.states import ProtectedStates, StateField

PROPOSABLE = tuple(field for field in EDITABLE if field != "notice")  # who is told of a hit is the supplier's alone


@tracked()
class Proposal(Record, ProtectedStates):
    """What a subject should say instead: `changes` holds `facts` by field, and whole lists of `names` and `numbers`.

    `base` is the version of the subject that its proposer read. Its readers are the proposer and the supplier alone.
    """

    noun: ClassVar[str] = "subject_proposal"

    subject = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="proposals", editable=False)
    base = models.PositiveIntegerField(editable=False)
    changes = models.JSONField(editable=False)
    reason = models.CharField(max_length=500, blank=True)
    state = StateField(max_length=12, choices=Answer, default=Answer.PENDING)
    answer = models.CharField(max_length=500, blank=True)
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True, editable=False)
    answered_at = models.DateTimeField(null=True, editable=False)

    objects = ProtectedQuerySet["Proposal"].as_manager()

    class Meta(Record.Meta):
        indexes = [models.Index(fields=["case", "-created_at", "-id"], name="proposal_newest")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="pending", answered_at=None)
                | ~models.Q(state="pending") & models.Q(answered_at__isnull=False),
                name="proposal_answered_with_time",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="refused") | ~models.Q(answer=""), name="proposal_refused_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"proposal for {self.subject_id}"

    def get_absolute_url(self) -> str:
        return reverse("case_subject_proposal", args=[self.case_id, self.pk])

    # --- the machine: what may follow what  ---
    @transition("state", source=Answer.PENDING, target=Answer.ACCEPTED)
    def _to_accepted(self) -> None: ...

    @transition("state", source=Answer.PENDING, target=Answer.REFUSED)
    def _to_refused(self) -> None: ...

    @transition("state", source=Answer.PENDING, target=Answer.WITHDRAWN)
    def _to_withdrawn(self) -> None: ...

    # --- the verbs  ---
    @classmethod
    def add(
        cls,
        case: Case,
        *,
        by: Viewer,
        subject: Subject,
        version: int,
        names: Sequence[Name] | None = None,
        numbers: Sequence[Number] | None = None,
        reason: str = "",
        id: uuid.UUID | None = None,  # noqa: A002 - the world file's word
        **facts: Any,
    ) -> "Proposal":
        """Propose other facts (of `PROPOSABLE`), names or numbers for the subject as it was read at `version`.

        Raises `Stale` when it has changed since, `Invalid` for no change, `IllegalMove` for one's own record and
        where its supplier takes part no more.
        """
        with adding(case, by=by, action="case.subject"):
            _check_proposable(subject, by=by, case=case, version=version)
            changes = _changes(subject, names, numbers, facts)
            readers = _between(case, by, subject)
            row = cls(case=case, agency=by.agency, author=by.person, only=readers, subject=subject)
            row.id, row.base, row.changes, row.reason = id or row.id, version, changes, reason
            row.insert(by=by, verb="proposal.made", detail={"subject": subject.pk, "fields": sorted(changes["facts"])})
        return row

    def accept(self, *, by: Viewer, version: int | None = None) -> None:
        """Apply the change, once; by the supplier. `version` is the subject's that was read, by default `base`.

        Raises `Stale` with the subject where it has changed since, `IllegalMove` when answered already.
        """
        with self._answering(by):
            self._require_supplier(by)
            self._to_accepted()
            subject = self.subject
            subject.case = self.case
            lock_row(subject, by=by, action="case.subject")
            if subject.version != (version or self.base):
                raise Stale(_("The record has changed since this was proposed."), current=subject)
            self._answered(by, "proposal.accepted")
            subject.rewrite(by=by, verb="subject.edited", **self.said())

    def refuse(self, *, by: Viewer, reason: str) -> None:
        """Leave the record as it stands, with a reason for the proposer; by the supplier."""
        if not reason.strip():
            raise Invalid(fields={"reason": [_("Say why: the proposer reads it.")]})
        with self._answering(by):
            self._require_supplier(by)
            self._to_refused()
            self.answer = reason
            self._answered(by, "proposal.refused")

    def withdraw(self, *, by: Viewer) -> None:
        """Take the proposal back; by the agency that made it."""
        with self._answering(by, own=True):
            self._to_withdrawn()
            self._answered(by, "proposal.withdrawn")

    def said(self) -> dict[str, Any]:
        """The change as `Subject.rewrite` takes it: facts, and names and numbers or None."""
        facts: dict[str, Any] = self.changes["facts"]
        names, numbers = self.changes["names"], self.changes["numbers"]
        return facts | {
            "names": None if names is None else [Name(*line) for line in names],
            "numbers": None if numbers is None else [Number(*line) for line in numbers],
        }

    @contextmanager
    def _answering(self, by: Viewer, *, own: bool = False) -> Iterator[None]:
        with changing(self, by=by, action="case.subject", own=own):
            try:
                yield
            except TransitionNotAllowed:
                raise IllegalMove(_("This proposal has been answered already.")) from None

    def _require_supplier(self, by: Viewer) -> None:
        if self.subject.agency_id != by.agency_id:
            raise NotAllowed(
                _("Only the agency that supplied the record answers this."),
                object_type=self.noun,
                object_id=self.pk,
                action="case.subject",
            )

    def _answered(self, by: Viewer, verb: str) -> None:
        self.answered_by, self.answered_at = by.person, self.case.clock()
        self.change("state", "answer", "answered_by", "answered_at", by=by, verb=verb)


def _check_proposable(subject: Subject, *, by: Viewer, case: Case, version: int) -> None:
    named(subject, by=by, case=case, field="subject")
    lock_row(subject, by=by, action="case.subject")
    if subject.agency_id == by.agency_id:
        raise IllegalMove(_("This is your agency’s own record: change it directly."))
    if subject.version != version:
        raise Stale(_("Someone changed this while you were writing."), current=subject)


def _between(case: Case, by: Viewer, subject: Subject) -> list[uuid.UUID]:
    active = set(case.parts.filter(state="active").values_list("agency_id", flat=True))
    if subject.agency_id not in active:
        raise IllegalMove(_("The agency that supplied this takes part no more, and nobody could answer."))
    return sorted([by.agency_id, subject.agency_id])


def _changes(
    subject: Subject, names: Sequence[Name] | None, numbers: Sequence[Number] | None, facts: dict[str, Any]
) -> dict[str, Any]:
    unknown = facts.keys() - set(PROPOSABLE)
    if unknown:
        raise TypeError(f"Nobody proposes {', '.join(sorted(unknown))}.")
    wanted = {k: v for k, v in checked_facts(facts).items() if v != getattr(subject, k)}
    said_names = names if names is not None and name_rows(names) != subject.standing_names() else None
    said_numbers = numbers if numbers is not None and number_rows(numbers) != subject.standing_numbers() else None
    if not wanted and said_names is None and said_numbers is None:
        raise Invalid(_("There is no change in this proposal."))
    return {
        "facts": wanted,
        "names": said_names and [[n.text, n.kind, n.language] for n in said_names],
        "numbers": said_numbers if said_numbers is None else [[n.kind, n.value, n.country] for n in said_numbers],
    }
