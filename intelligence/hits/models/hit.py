"""A hit, as the agency that holds the matched record sees it: who asked, why, on which record, and until when."""

import uuid
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django_fsm import TransitionNotAllowed, transition

from access.policy import rule_for
from access.querysets import ProtectedQuerySet
from access.viewer import Viewer
from agencies.models import Agency, Person
from audit.log import Ref
from coordination_center.errors import IllegalMove
from coordination_center.states import ProtectedStates, StateField
from intelligence.hits.codes import Band, State, Way
from intelligence.hits.holding import seen_by, sources


class HitQuerySet(ProtectedQuerySet["Hit"]):
    """Hits are seen by those of the supplying agency who see the matched record now, and by nobody else."""

    def known_to(self, viewer: Viewer) -> Self:
        """Hits of the viewer's agency on records it sees, without those of agencies it is shut out of."""
        if not rule_for("hit.see").roles & viewer.roles:
            return self.none().scoped(viewer)
        sees = Q(pk__in=[])
        for source in sources():
            if source.model is not None:
                sees |= Q(noun=source.noun, record__in=seen_by(viewer, source.noun))
        rows = self.filter(sees, agency=viewer.agency_id)
        if viewer.shut_objects:
            rows = rows.exclude(other_root__in=sorted(viewer.shut_objects))
        if viewer.shut_originators:
            shut = sorted(viewer.shut_originators)
            rows = rows.exclude(asker_agency__in=shut).exclude(other_originator__in=shut)
        return rows.scoped(viewer)

    def visible_to(self, viewer: Viewer) -> Self:
        return self.known_to(viewer)


class Hit(ProtectedStates):
    """One match of a record of `agency`. `source` is what matched it: a query, a standing query, another record.

    `told` says whether the other side was given this agency as a contact. `stamp` is of what both sides said: one
    pair raises one hit until one of them changes.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    noun = models.CharField(max_length=20)
    record = models.UUIDField()
    band = models.CharField(max_length=8, choices=Band)
    way = models.CharField(max_length=10, choices=Way)
    source = models.UUIDField()
    stamp = models.BinaryField(max_length=16)
    asker_agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    asker_person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    other_root = models.UUIDField(null=True)
    other_originator = models.UUIDField(null=True)
    purpose = models.CharField(max_length=300, blank=True)
    told = models.BooleanField()
    at = models.DateTimeField()
    due_at = models.DateTimeField()
    state = StateField(max_length=10, choices=State, default=State.OPEN)
    reason = models.CharField(max_length=500, blank=True)
    how = models.CharField(max_length=20, blank=True)
    outcome = models.UUIDField(null=True)  # the release, or the case that was proposed
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    answered_at = models.DateTimeField(null=True)

    objects = HitQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ("due_at", "id")
        indexes = [
            models.Index(fields=["agency", "due_at"], condition=Q(state="open"), name="hit_open"),
            models.Index(fields=["agency", "-at"], name="hit_newest"),
            models.Index(fields=["source"], name="hit_source"),
            models.Index(fields=["record"], name="hit_record"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["record", "source", "stamp"], name="hit_once_a_pair"),
            models.UniqueConstraint(fields=["record", "source"], condition=Q(state="open"), name="hit_open_once"),
            models.CheckConstraint(
                condition=Q(state="open", answered_at=None) | ~Q(state="open") & Q(answered_at__isnull=False),
                name="hit_answered_with_time",
            ),
            models.CheckConstraint(condition=~Q(state="refused") | ~Q(reason=""), name="hit_refused_with_reason"),
        ]

    def __str__(self) -> str:
        return f"hit of {self.at:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return reverse("hit", args=[self.pk])

    @property
    def ref(self) -> Ref:
        """How the log names it: by itself and its owner, never by the record's root, whose readers are others."""
        return Ref("hit", self.pk, "hit", self.pk, self.agency_id)

    # --- the machine: what may follow what  ---
    @transition("state", source=State.OPEN, target=State.REFUSED)
    def _to_refused(self) -> None: ...

    @transition("state", source=State.OPEN, target=State.PROPOSED)
    def _to_proposed(self) -> None: ...

    @transition("state", source=State.OPEN, target=State.ANSWERED)
    def _to_answered(self) -> None: ...

    def move(self, state: str, *, by: Viewer, at: Any, **facts: Any) -> None:
        """Close an open hit in this way, within a verb that locked it; `IllegalMove` for one that is closed."""
        try:
            getattr(self, f"_to_{state}")()
        except TransitionNotAllowed:
            raise IllegalMove(_("This hit has been answered already.")) from None
        self.answered_by, self.answered_at = by.person, at
        for name, value in facts.items():
            setattr(self, name, value)
        self.save(update_fields=["state", "answered_by", "answered_at", *facts])
