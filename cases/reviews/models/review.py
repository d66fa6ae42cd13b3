"""The case review meeting: agencies sit down with unresolved cases, and meet again to see what was done."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, time
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext as _
from django_fsm import TransitionNotAllowed, transition

from access.models import follow_updates
from access.querysets import ProtectedQuerySet
from access.verbs import acting
from access.viewer import Viewer
from agencies.models import Agency
from audit.log import Ref, record
from cases.models import Case
from cases.reviews.codes import Kind, ReviewState
from cases.reviews.models.agenda import Agenda
from cases.reviews.models.attendance import Seating
from cases.reviews.models.figure import Stating
from cases.tracking import tracked
from coordination_center.errors import IllegalMove, Invalid
from coordination_center.states import ProtectedStates, StateField
from coordination_center.zones import zone_of

EDITABLE = ("kind", "title", "place", "note", "starts_at", "ends_at", "since")


@tracked()
class Review(Seating, Agenda, Stating, ProtectedStates):
    """A meeting. `originator` is its host; `follows` the meeting it compares itself with, from `since` where given.

    What hangs on it (agenda, decisions, figures) never touches its version or its place in lists: who may not read a
    case must not learn from the meeting that something happened with it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.WORKSHOP)
    title = models.CharField(max_length=200)
    place = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True, max_length=5_000)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    follows = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+", editable=False)
    since = models.DateField(null=True, blank=True)
    state = StateField(max_length=10, choices=ReviewState, default=ReviewState.PLANNED)
    originator = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    updated_at = models.DateTimeField(db_default=Now(), editable=False)
    opened_at = models.DateTimeField(null=True, editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)

    objects = ProtectedQuerySet["Review"].as_manager()

    class Meta:
        default_permissions = ()
        permissions = [("review_host", "Hosts the meeting"), ("review_attending", "Sits at the meeting")]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gte=F("starts_at")), name="review_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(state="closed", closed_at__isnull=False) | Q(closed_at=None) & ~Q(state="closed"),
                name="review_closed_when",
            ),
        ]
        triggers = [follow_updates("reviews_reviewgroupgrant", "reviews_reviewusergrant")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("review", args=[self.pk])

    @property
    def ref(self) -> Ref:
        """How the log names this meeting."""
        return Ref("review", self.pk, "review", self.pk, self.originator_id)

    @property
    def counts_from(self) -> datetime | None:
        """Since when the comparison counts: the first minute of `since` at the host, else the meeting before."""
        if self.since is not None:
            return datetime.combine(self.since, time(), zone_of(self.originator.country))
        return (self.follows.closed_at or self.follows.ends_at) if self.follows is not None else None

    def describe(self, *, kind: str = Kind.WORKSHOP, place: str = "", note: str = "") -> None:
        """Set what a new meeting is, within the verb that plans it."""
        self.kind, self.place, self.note = kind, place, note

    # --- the machine: what may follow what  ---
    @transition("state", source=ReviewState.PLANNED, target=ReviewState.OPEN)
    def _to_open(self) -> None: ...

    @transition("state", source=ReviewState.OPEN, target=ReviewState.CLOSED)
    def _to_closed(self) -> None: ...

    # --- the verbs  ---
    def edit(self, *, by: Viewer, version: int, **facts: Any) -> int:
        """Change facts of `EDITABLE`; returns the new version. `Stale` if someone was faster."""
        with acting(self, by=by, action="review.host", version=version):
            self.require_not_closed()
            changed = [name for name in EDITABLE if name in facts and facts[name] != getattr(self, name)]
            for name in changed:
                setattr(self, name, facts[name])
            check_times(self.starts_at, self.ends_at)
            if changed:
                self.version += 1
                self.touch(*changed, "version")
                record("review.edited", by=by, on=self.ref, detail={"fields": changed, "version": self.version})
        return self.version

    def open(self, *, by: Viewer) -> None:
        """Begin the session: from now on decisions are taken and figures stated."""
        with self._moving(by):
            self._to_open()
            self.opened_at = self.clock()
            self._moved("review.opened", by, "opened_at")

    def close(self, *, by: Viewer) -> None:
        """End the session and fix the minutes, for each agency what it could see; see `cases.reviews.closing`."""
        from cases.reviews.closing import fix

        with self._moving(by):
            self._to_closed()
            self.closed_at = self.clock()
            self._moved("review.closed", by, "closed_at")
            fix(self, by=by)

    @contextmanager
    def _moving(self, by: Viewer) -> Iterator[None]:
        with acting(self, by=by, action="review.host"):
            try:
                yield
            except TransitionNotAllowed:
                sentence = _("This is not possible while the meeting is in the state “%(state)s”.")
                raise IllegalMove(sentence % {"state": ReviewState(self.state).label}) from None

    def _moved(self, verb: str, by: Viewer, *fields: str) -> None:
        self.touch("state", *fields)
        record(verb, by=by, on=self.ref)

    def touch(self, *fields: str) -> None:
        """Save these fields and move the meeting to the top of every attendee's list."""
        self.updated_at = self.clock()
        self.save(update_fields=[*fields, "updated_at"])

    @staticmethod
    def clock() -> datetime:
        """The database's own time of this statement."""
        return Case.clock()


def check_times(starts_at: datetime, ends_at: datetime) -> None:
    """`Invalid` for a meeting that ends before it starts."""
    if ends_at < starts_at:
        raise Invalid(fields={"ends_at": [_("A meeting ends after it starts.")]})
