"""A line of the release ledger: one report (or the question for one) between its owner and one asking agency."""

import uuid
from datetime import timedelta
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now
from django.urls import reverse

from access.grants import sync
from access.models import follow_updates
from access.querysets import ProtectedQuerySet
from access.registry import FOREVER
from access.viewer import Viewer
from agencies.models import Agency, Person
from audit.log import Led, Ref, record
from cases.models import Case
from coordination_center.clocks import Clock
from coordination_center.states import ProtectedStates, StateField
from intelligence.releases.clocks import clock_of
from intelligence.releases.codes import Learned, Leave, State, Urgency
from intelligence.releases.models.asking import Asking
from intelligence.releases.models.deciding import Deciding
from intelligence.releases.models.ending import Ending
from intelligence.releases.models.lines import Decision, Message
from intelligence.releases.models.machine import Machine
from intelligence.releases.models.offering import Offering
from intelligence.releases.models.terms import Bounded
from intelligence.reports.codes import Piece
from intelligence.reports.models import Report


class Release(Machine, Bounded, Asking, Offering, Deciding, Ending, ProtectedStates):
    """The view that an asking agency (or one named person of it) has, or wants, on another agency's report.

    `owner` originated the report; `originator` began this line: the asker of a request, the owner of an offer, and
    what that agency excludes others from. `report` is empty while nobody has said which one is meant; the asking side
    is never told. `withheld`: pieces that the asker does not get. `until`: when it ends, by the database's clock.
    `leave`: what the asker may do with it beyond reading; `wanted_leave`: what it asked to do.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    originator = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", editable=False)
    owner = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", editable=False)
    asker = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+", editable=False)
    report = models.ForeignKey(Report, on_delete=models.PROTECT, null=True, related_name="releases", editable=False)
    state = StateField(max_length=12, choices=State, default=State.REQUESTED)
    learned = models.CharField(max_length=10, choices=Learned)
    reference = models.CharField(max_length=200, blank=True)  # as the asker wrote it, or the report's in an offer
    hit_id = models.UUIDField(null=True, editable=False)  # the asker's own question; what it met is the owner's to know
    purpose = models.CharField(max_length=500)
    legal_basis = models.CharField(max_length=500, blank=True)
    urgency = models.CharField(max_length=16, choices=Urgency, default=Urgency.ROUTINE)
    wanted = ArrayField(models.CharField(max_length=12, choices=Piece), default=list, blank=True)  # empty: all of it
    withheld = ArrayField(models.CharField(max_length=12, choices=Piece), default=list, blank=True)
    wanted_leave = ArrayField(models.CharField(max_length=12, choices=Leave), default=list, blank=True)
    leave = ArrayField(models.CharField(max_length=12, choices=Leave), default=list, blank=True)
    until = models.DateTimeField(default=FOREVER)
    begun_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", editable=False)
    needs_acceptance = models.BooleanField(default=False)
    due_at = models.DateTimeField(null=True, editable=False)
    left = models.DurationField(null=True, editable=False)  # until `due_at`, as the owner asked back
    paused_for = models.DurationField(default=timedelta(0), editable=False)  # while the asker had to reply
    took = models.DurationField(null=True, editable=False)  # a request's first answer, without the pauses
    first_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+", editable=False)
    digest = models.CharField(max_length=64, blank=True, editable=False)  # what the first officer approved
    look_due_at = models.DateTimeField(null=True, editable=False)  # the second look after a threat to life
    reason = models.CharField(max_length=2_000, blank=True, editable=False)  # of a refusal or recall, told to the asker
    acknowledged_at = models.DateTimeField(null=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    updated_at = models.DateTimeField(db_default=Now(), editable=False)
    activated_at = models.DateTimeField(null=True, editable=False)

    objects = ProtectedQuerySet["Release"].as_manager()

    class Meta:
        default_permissions = ()
        permissions = [("release_owner", "Owns what is asked for"), ("release_asker", "Asks for it")]
        indexes = [
            models.Index(fields=["-updated_at", "-id"], name="release_newest"),
            models.Index(fields=["report", "asker"], condition=models.Q(state="active"), name="release_active"),
            models.Index(fields=["until"], condition=models.Q(state="active"), name="release_ends"),
            models.Index(
                fields=["owner", "due_at"],
                condition=models.Q(state__in=["requested", "asked_back", "offered"]),
                name="release_owed",
            ),
            models.Index(fields=["asker", "-updated_at"], name="release_asked"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="active") | models.Q(report__isnull=False), name="release_of_a_report"
            ),
            models.CheckConstraint(condition=~models.Q(owner=models.F("asker")), name="release_to_another"),
        ]
        triggers = [follow_updates("releases_releasegroupgrant", "releases_releaseusergrant")]

    def __str__(self) -> str:
        return f"{self.reference or self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("release", args=[self.pk])

    @property
    def ref(self) -> Ref:
        """How the log names this line. The owner of the report oversees it."""
        return Ref("release", self.pk, "release", self.pk, self.owner_id)

    clock = staticmethod(Case.clock)

    @property
    def running(self) -> Clock | None:
        """The clock of the answer, in words; None where none runs."""
        return clock_of(self)

    def said(self) -> Any:
        """The messages, for verbs."""
        return Message.objects.unscoped("a verb reads its own messages").filter(release=self)

    def steps(self) -> Any:
        """The steps of the owner's officers, for verbs."""
        return Decision.objects.unscoped("a verb reads its own steps").filter(release=self)

    def move(self, verb: str, *fields: str, by: Any, led: Led = Led.ALTERATION, to: Any = None, **detail: Any) -> None:
        """Save, derive the grants of this line and of its report anew, and record; within a verb.

        `to` is the agency that learns of it. Without one the line keeps its version and its place in lists, so that the
        other side does not learn that anything happened: it would tell that there is a report.
        """
        if to:
            self.version += 1
            self.updated_at = self.clock()
        self.save(update_fields=["state", "version", "updated_at", *fields])
        sync(self)
        if self.report is not None:
            sync(self.report)
        about = {"report": self.report_id} if self.report_id and led == Led.DISCLOSURE else {}
        recipients = [to] if to else []
        record(verb, by=by, on=self.ref, led=led, recipients=recipients, purpose=self.purpose, detail=about | detail)

    def note(self, step: str, *, by: Viewer | None, reason: str = "") -> None:
        """Write down what an officer of the owner did, with the terms as they stand."""
        Decision.objects.create(
            release=self, step=step, person=by.person if by else None, digest=self.digest, withheld=self.withheld,
            leave=self.leave, until=self.until, reason=reason, at=self.clock(),
        )  # fmt: skip
