"""What a person is charged with, and how it ended: verdict, sentence, compensation."""

import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any, ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _
from django_fsm import TransitionNotAllowed, transition

from access.querysets import ProtectedQuerySet
from access.viewer import Viewer
from agencies.models import Agency
from cases.models import Case
from cases.models.record import Record
from cases.recording import adding, changing, named
from cases.subjects.codes import PEOPLE, Offence, Sentence, Verdict
from cases.subjects.models.subject import Subject
from cases.subjects.said import partial_day
from cases.tracking import tracked
from coordination_center.errors import IllegalMove, Invalid
from coordination_center.states import ProtectedStates, StateField

CHARGED = ("offence", "law", "court", "country", "charged_on")
PUNISHED = ("sentence", "months", "sentence_note", "compensation", "currency")


@tracked()
class Charge(Record, ProtectedStates):
    """A charge against a subject: charged -> convicted | acquitted | discontinued. Days are partial ISO dates.

    `months` of imprisonment; `compensation` to victims as ordered, in `currency` (ISO 4217).
    """

    noun: ClassVar[str] = "charge"

    subject = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="charges", editable=False)
    offence = models.CharField(max_length=20, choices=Offence)
    law = models.CharField(max_length=200, blank=True)
    court = models.CharField(max_length=200, blank=True)
    country = models.CharField(max_length=2, blank=True)
    charged_on = models.CharField(max_length=10, blank=True)
    state = StateField(max_length=20, choices=Verdict, default=Verdict.CHARGED)
    decided_on = models.CharField(max_length=10, blank=True)
    sentence = models.CharField(max_length=20, choices=Sentence, blank=True)
    months = models.PositiveSmallIntegerField(null=True, blank=True)
    sentence_note = models.CharField(max_length=500, blank=True)
    compensation = models.DecimalField(max_digits=15, decimal_places=2, null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True)

    objects = ProtectedQuerySet["Charge"].as_manager()

    class Meta(Record.Meta):
        indexes = [models.Index(fields=["case", "-created_at", "-id"], name="charge_newest")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="charged") | models.Q(decided_on="", sentence="", compensation=None),
                name="charge_decided_with_verdict",
            ),
            models.CheckConstraint(
                condition=models.Q(state="convicted") | models.Q(sentence="", months=None, sentence_note=""),
                name="charge_sentence_of_conviction",
            ),
            models.CheckConstraint(
                condition=models.Q(compensation=None, currency="")
                | models.Q(compensation__isnull=False, compensation__gte=0) & ~models.Q(currency=""),
                name="charge_money_with_currency",
            ),
        ]

    def __str__(self) -> str:
        return str(Offence(self.offence).label)

    def get_absolute_url(self) -> str:
        return reverse("case_charge", args=[self.case_id, self.pk])

    # --- the machine: what may follow what  ---
    @transition("state", source=Verdict.CHARGED, target=Verdict.CONVICTED)
    def _to_convicted(self) -> None: ...

    @transition("state", source=Verdict.CHARGED, target=Verdict.ACQUITTED)
    def _to_acquitted(self) -> None: ...

    @transition("state", source=Verdict.CHARGED, target=Verdict.DISCONTINUED)
    def _to_discontinued(self) -> None: ...

    # --- the verbs  ---
    @classmethod
    def add(
        cls,
        case: Case,
        *,
        by: Viewer,
        subject: Subject,
        offence: str,
        only: Iterable[Agency] = (),
        id: uuid.UUID | None = None,  # noqa: A002 - the world file's word
        **facts: Any,
    ) -> "Charge":
        """A new charge against a person of this case; `facts` are of `CHARGED`. `Invalid` for a thing or a stranger."""
        with adding(case, by=by, action="case.judge", only=only) as readers:
            named(subject, by=by, case=case, field="subject")
            if subject.kind not in PEOPLE:
                raise Invalid(fields={"subject": [_("Only a person can be charged.")]})
            charge = cls(case=case, agency=by.agency, author=by.person, only=readers, subject=subject)
            charge.id = id or charge.id
            charge._write(CHARGED, {"offence": offence} | facts)
            charge.insert(by=by, verb="charge.brought", detail={"subject": subject.pk, "offence": offence})
        return charge

    def edit(self, *, by: Viewer, version: int, **facts: Any) -> int:
        """Put right what was written of the charge, and of a sentence that was passed; returns the new version."""
        with changing(self, by=by, action="case.judge", version=version, own=True):
            allowed = CHARGED + ("decided_on",) * (self.state != Verdict.CHARGED)
            allowed += PUNISHED * (self.state == Verdict.CONVICTED)
            self._write(allowed, facts)
            self.change(*facts, by=by, verb="charge.edited")
        return self.version

    def convict(self, *, by: Viewer, decided_on: str, version: int | None = None, **facts: Any) -> None:
        """Record the conviction and its sentence; `facts` are of `PUNISHED`."""
        with self._deciding(by, version):
            self._to_convicted()
            self._decided(by, "charge.convicted", PUNISHED, {"decided_on": decided_on} | facts)

    def acquit(self, *, by: Viewer, decided_on: str, version: int | None = None) -> None:
        """Record the acquittal."""
        with self._deciding(by, version):
            self._to_acquitted()
            self._decided(by, "charge.acquitted", (), {"decided_on": decided_on})

    def discontinue(self, *, by: Viewer, decided_on: str, version: int | None = None) -> None:
        """Record that the charge was dropped."""
        with self._deciding(by, version):
            self._to_discontinued()
            self._decided(by, "charge.discontinued", (), {"decided_on": decided_on})

    def take_out(self, *, by: Viewer) -> None:
        """Remove a charge that was written by mistake; only the agency that supplied it."""
        with changing(self, by=by, action="case.judge", own=True):
            self.remove(by=by, verb="charge.removed", detail={"subject": self.subject_id})

    @contextmanager
    def _deciding(self, by: Viewer, version: int | None) -> Iterator[None]:
        with changing(self, by=by, action="case.judge", version=version, own=True):
            try:
                yield
            except TransitionNotAllowed:
                raise IllegalMove(_("This charge has its verdict already.")) from None

    def _decided(self, by: Viewer, verb: str, allowed: tuple[str, ...], facts: dict[str, Any]) -> None:
        self._write(("decided_on", *allowed), facts)
        self.change("state", *facts, by=by, verb=verb, detail={"subject": self.subject_id})

    def _write(self, allowed: tuple[str, ...], facts: dict[str, Any]) -> None:
        unknown = facts.keys() - {*CHARGED, *PUNISHED, "decided_on"}
        if unknown:
            raise TypeError(f"A charge has no {', '.join(sorted(unknown))}.")
        if early := sorted(facts.keys() - set(allowed)):
            raise Invalid(fields={field: [_("This comes with the verdict.")] for field in early})
        for field, value in facts.items():
            setattr(self, field, partial_day(value, field=field) if field.endswith("_on") else value)
        if self.offence not in Offence.values:
            raise Invalid(fields={"offence": [_("Choose an offence.")]})
        self._check_sentence()

    def _check_sentence(self) -> None:
        if (self.compensation is None) != (not self.currency):
            raise Invalid(fields={"compensation": [_("Give the amount and its currency, or neither.")]})
        if self.compensation is not None and not 0 <= self.compensation < Decimal(10) ** 13:
            raise Invalid(fields={"compensation": [_("This amount cannot be right.")]})
        if self.state == Verdict.CONVICTED and self.sentence not in Sentence.values:
            raise Invalid(fields={"sentence": [_("Choose the sentence.")]})
