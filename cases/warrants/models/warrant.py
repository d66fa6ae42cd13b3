"""A warrant on a person of a case: what a court issued, and how far it has come in the country that must act."""

import uuid
from collections.abc import Iterable
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from access.querysets import ProtectedQuerySet
from access.viewer import Viewer
from agencies.countries import validate_country
from agencies.models import Agency
from cases.codes import Level, Part
from cases.models import Case
from cases.models.record import Record
from cases.naming.numbers import normal_form
from cases.recording import adding, changing, named
from cases.search.index import drop, keep
from cases.subjects.codes import PEOPLE, IdentifierKind
from cases.subjects.models import Subject
from cases.tracking import tracked
from cases.warrants.codes import LIVE, Channel, State
from cases.warrants.models.moves import Moves
from coordination_center.errors import IllegalMove, Invalid
from coordination_center.states import ProtectedStates, StateField

EDITABLE = ("number", "court", "offence", "issued_on", "expires_on", "country", "addressee", "channel")
ONCE_ISSUED = frozenset({"country", "addressee"})  # the rest is what the court wrote
WORKING = (Level.LEAD, Level.PARTNER)


@tracked()
class Warrant(Moves, Record, ProtectedStates):
    """A warrant. `agency` issued it and moves it; `addressee`, of the country that must act, answers it.

    `expires_on` is its last day (by the date in UTC); `answer_due` is when the country is expected to have answered.
    """

    noun: ClassVar[str] = "warrant"

    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="warrants", editable=False)
    number = models.CharField(max_length=80)
    court = models.CharField(max_length=200, blank=True)
    offence = models.CharField(max_length=500, blank=True)
    issued_on = models.DateField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    country = models.CharField(max_length=2, blank=True)
    addressee = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    channel = models.CharField(max_length=20, choices=Channel, blank=True)
    state = StateField(max_length=20, choices=State, default=State.DRAFT)
    renewed = models.PositiveSmallIntegerField(default=0, editable=False)
    transmitted_at = models.DateTimeField(null=True, editable=False)
    answer_due = models.DateTimeField(null=True, editable=False)
    acknowledged_at = models.DateTimeField(null=True, editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)
    ended_note = models.CharField(max_length=500, blank=True)

    objects = ProtectedQuerySet["Warrant"].as_manager()

    class Meta(Record.Meta):
        indexes = [
            models.Index(fields=["case", "-created_at", "-id"], name="warrant_newest"),
            models.Index(fields=["-created_at", "-id"], name="warrant_across"),
            models.Index(fields=["expires_on"], condition=Q(state__in=LIVE), name="warrant_expiry"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=State.DRAFT) | Q(issued_on__isnull=False), name="warrant_issued_on_a_day"
            ),
            models.CheckConstraint(
                condition=Q(expires_on__gte=F("issued_on")) | Q(expires_on=None) | Q(issued_on=None),
                name="warrant_days_in_order",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.TRANSMITTED, State.ACKNOWLEDGED])
                | Q(transmitted_at__isnull=False, answer_due__isnull=False) & ~Q(channel=""),
                name="warrant_transmitted_some_way",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("case_warrant", args=[self.case_id, self.pk])

    @property
    def standing(self) -> str:
        """Its state as people see it: expired from the day after its last day, whether that is written yet or not."""
        lapsed = self.__dict__["lapsed"] if "lapsed" in self.__dict__ else self.has_lapsed()
        return State.EXPIRED if lapsed else self.state

    @property
    def standing_label(self) -> str:
        """The same in words."""
        return str(State(self.standing).label)

    @classmethod
    def add(
        cls,
        case: Case,
        *,
        by: Viewer,
        subject: Subject,
        only: Iterable[Agency] = (),
        id: uuid.UUID | None = None,  # noqa: A002 - the world file's word
        **facts: Any,
    ) -> "Warrant":
        """A draft of a warrant that the acting agency issues on a person of the case; `facts` are of `EDITABLE`.

        Raises `Invalid` without a number, for a subject that is no person or not seen here, for an addressee that
        does not work on the case or may not know of the subject, and as `cases.recording.adding` does.
        """
        with adding(case, by=by, action="case.warrant", only=only) as readers:
            warrant = cls(case=case, agency=by.agency, author=by.person, only=readers)
            warrant.id = id or warrant.id
            warrant.subject = _person(named(subject, by=by, case=case, field="subject"))
            warrant._write(facts)
            warrant.insert(by=by, verb="warrant.added", detail={"subject": subject.pk})
            warrant.index()
        return warrant

    def edit(self, *, by: Viewer, version: int, **facts: Any) -> int:
        """Change facts of a draft; of a live one, the country and the agency that must act. Returns the version."""
        with changing(self, by=by, action="case.warrant", version=version, own=True):
            changed = [field for field in EDITABLE if field in facts and facts[field] != getattr(self, field)]
            self._check_still_open(changed)
            self._write({field: facts[field] for field in changed})
            self.change(*changed, by=by, verb="warrant.edited")
            self.index()
        return self.version

    def take_out(self, *, by: Viewer, version: int | None = None) -> None:
        """Remove a draft. `IllegalMove` for what was issued: that is withdrawn."""
        with changing(self, by=by, action="case.warrant", version=version, own=True):
            if self.state != State.DRAFT:
                raise IllegalMove(_("What was issued is not removed but withdrawn."))
            drop(self)
            self.remove(by=by, verb="warrant.removed")

    def index(self) -> None:
        """Let search find the warrant by its number, its court and its offence."""
        if self.removed_at is not None:
            drop(self)
            return
        number = normal_form(IdentifierKind.OTHER, self.number)
        keep(self, numbers=[number], texts={"court": self.court, "offence": self.offence})

    def _check_still_open(self, changed: list[str]) -> None:
        if self.state not in (State.DRAFT, *LIVE):
            raise IllegalMove(_("This warrant has ended and can no longer be changed."))
        if self.state != State.DRAFT and not ONCE_ISSUED.issuperset(changed):
            raise IllegalMove(_("What the court wrote stays as it was issued. Renew the warrant, or withdraw it."))

    def _write(self, facts: dict[str, Any]) -> None:
        unknown = facts.keys() - set(EDITABLE)
        if unknown:
            raise TypeError(f"A warrant has no {', '.join(sorted(unknown))}.")
        for field, value in facts.items():
            setattr(self, field, value)
        if not self.number.strip():
            raise Invalid(fields={"number": [_("Give the number as it was issued.")]})
        self._check_days()
        self._check_country()
        self._check_addressee()

    def _check_days(self) -> None:
        if self.issued_on and self.expires_on and self.expires_on < self.issued_on:
            raise Invalid(fields={"expires_on": [_("It cannot expire before it was issued.")]})

    def _check_country(self) -> None:
        try:
            if self.country:
                validate_country(self.country)
        except ValidationError as error:
            raise Invalid(fields={"country": error.messages}) from None

    def _check_addressee(self) -> None:
        if self.addressee_id is None:
            return
        works = self.case.parts.filter(agency=self.addressee_id, state=Part.ACTIVE, level__in=WORKING).exists()
        told = all(not only or self.addressee_id in only for only in (self.only, self.subject.only))
        if not works or not told:
            raise Invalid(fields={"addressee": [_("Choose an agency that works on this case and sees the person.")]})


def _person(subject: Subject | None) -> Subject:
    if subject is None or subject.kind not in PEOPLE:
        raise Invalid(fields={"subject": [_("A warrant is on a person.")]})
    return subject
