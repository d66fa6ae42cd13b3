"""One addressee of a request: how far the request is there, its clock, and who of the two sides does what."""

import uuid
from datetime import timedelta
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse

from access.querysets import ProtectedQuerySet
from access.viewer import Viewer
from agencies.models import Agency, Person
from audit.log import Ref
from cases.models import Case
from cases.search.index import words_of
from coordination_center.clocks import Clock
from coordination_center.states import ProtectedStates, StateField
from intelligence.rfis.clocks import clock_of
from intelligence.rfis.codes import OPEN, Answer, Refusal, Said, State
from intelligence.rfis.models.answering import Answering
from intelligence.rfis.models.asking import Asking
from intelligence.rfis.models.message import Message


class Addressee(Answering, Asking, ProtectedStates):
    """A line of the request's ledger. `only` holds the two agencies; empty: all addressees may know of each other.

    `due_at` is when the answer is owed, `expires_at` until when one is taken; both stand still from `paused_at` on.
    `took` is how long the first answer or refusal took, without the pauses.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    rfi = models.ForeignKey("rfis.Rfi", on_delete=models.CASCADE, related_name="addressees")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    only = ArrayField(models.UUIDField(), default=list)
    state = StateField(max_length=12, choices=State, default=State.SENT)
    answer = models.CharField(max_length=10, choices=Answer, blank=True)
    refusal = models.CharField(max_length=20, choices=Refusal, blank=True)
    report_id = models.UUIDField(null=True, editable=False)
    sent_at = models.DateTimeField()
    due_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    paused_at = models.DateTimeField(null=True)
    paused_for = models.DurationField(default=timedelta(0))
    acknowledged_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    reopened_at = models.DateTimeField(null=True)
    took = models.DurationField(null=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ProtectedQuerySet["Addressee"].as_manager()

    class Meta:
        default_permissions = ()
        ordering = ("sent_at", "id")
        indexes = [
            models.Index(fields=["agency", "due_at", "id"], condition=Q(state__in=OPEN), name="rfi_owed"),
            models.Index(fields=["expires_at"], condition=Q(state__in=OPEN, paused_at=None), name="rfi_expiry"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["rfi", "agency"], condition=~Q(state=State.WITHDRAWN), name="rfi_agency_asked_once"
            ),
            models.CheckConstraint(
                condition=Q(state=State.ANSWERED) & ~Q(answer="") | ~Q(state=State.ANSWERED) & Q(answer=""),
                name="rfi_answered_with_an_answer",
            ),
            models.CheckConstraint(condition=~Q(state=State.REFUSED) | ~Q(refusal=""), name="rfi_refused_on_a_ground"),
        ]

    def __str__(self) -> str:
        return f"{self.agency}: {self.state}"

    def get_absolute_url(self) -> str:
        return reverse("rfi", args=[self.rfi_id])

    @property
    def ref(self) -> Ref:
        """How the log names this line."""
        return Ref("rfi_addressee", self.pk, "rfi", self.rfi_id, self.rfi.originator_id)

    clock_now = staticmethod(Case.clock)

    def has_lapsed(self) -> bool:
        """Whether, by the database's clock, its time has passed while that is not yet written down."""
        return self.state in OPEN and self.paused_at is None and self.expires_at <= self.clock_now()

    @property
    def standing(self) -> str:
        """Its state as people see it: expired from the moment on, whether that is written yet or not."""
        lapsed = self.__dict__["lapsed"] if "lapsed" in self.__dict__ else self.has_lapsed()
        return State.EXPIRED if lapsed else self.state

    @property
    def standing_label(self) -> str:
        """The same in words."""
        return str(State(self.standing).label)

    @property
    def is_open(self) -> bool:
        """Whether an answer is still awaited."""
        return self.standing in OPEN

    @property
    def clock(self) -> Clock | None:
        """How long there is; None once it has ended. `rfi` must be loaded."""
        if not self.is_open:
            return None
        return clock_of(self.rfi.urgency, self.due_at, paused=self.paused_at is not None)

    def tell(self, text: str, *, by: Viewer, kind: str = Said.NOTE, code: str = "") -> Message:
        """Put a message on the thread; for verbs."""
        only = sorted({self.rfi.originator_id, self.agency_id})
        line: dict[str, Any] = {"kind": kind, "code": code, "text": text, "created_at": self.clock_now()}
        words = words_of(text) if text else None
        return Message.objects.create(
            addressee=self, only=only, agency=by.agency, author=by.person, words=words, **line
        )
