"""The joint case itself: one aggregate, its fields, and its verbs by capability."""

import uuid
from datetime import datetime
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext as _

from access.exclusion import exclude
from access.models import Exclusion, follow_updates
from access.querysets import ProtectedQuerySet
from access.verbs import acting
from access.viewer import Viewer
from agencies.models import Agency
from audit.log import Ref, record
from cases.codes import Handling, Outcome, State, Tlp
from cases.marking import check_marking
from cases.models.compartment import Compartment
from cases.models.lead import Lead
from cases.models.lifecycle import Lifecycle
from cases.models.note import Noting
from cases.models.participation import Sharing
from cases.search.index import keep
from cases.tracking import tracked
from coordination_center.errors import IllegalMove
from coordination_center.states import ProtectedStates, StateField

EDITABLE = ("title", "summary", "tlp", "handling", "handling_note")


@tracked()
class Case(Lifecycle, Sharing, Lead, Compartment, Noting, ProtectedStates):
    """A case that several agencies work as one. `originator` created it and stays; the lead may be handed over."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(max_length=200)
    summary = models.TextField(blank=True, max_length=20_000)
    state = StateField(max_length=20, choices=State, default=State.DRAFT)
    tlp = models.CharField(max_length=12, choices=Tlp, default=Tlp.AMBER)
    handling = ArrayField(models.CharField(max_length=2, choices=Handling), default=list, blank=True)
    handling_note = models.CharField(max_length=500, blank=True)
    compartment = models.BooleanField(default=False, editable=False)
    originator = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", editable=False)
    outcome = models.CharField(max_length=20, choices=Outcome, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    updated_at = models.DateTimeField(db_default=Now(), editable=False)
    opened_at = models.DateTimeField(null=True, editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)

    objects = ProtectedQuerySet["Case"].as_manager()

    class Meta:
        default_permissions = ()
        permissions = [
            ("case_lead", "Leads the case"),
            ("case_partner", "Works on the case"),
            ("case_observer", "Observes the case"),
            ("case_invited", "Is invited to the case"),
        ]
        indexes = [models.Index(fields=["-updated_at", "-id"], name="case_newest")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=["closed", "archived"], closed_at__isnull=False) & ~models.Q(outcome="")
                | models.Q(closed_at=None, outcome="") & ~models.Q(state__in=["closed", "archived"]),
                name="case_closed_with_outcome",
            ),
            models.CheckConstraint(
                condition=~models.Q(tlp="RED") | models.Q(compartment=True), name="case_red_is_a_compartment"
            ),
            models.CheckConstraint(
                condition=~models.Q(handling__contains=["H3"]) | ~models.Q(handling_note=""), name="case_h3_in_words"
            ),
        ]
        triggers = [follow_updates("cases_casegroupgrant", "cases_caseusergrant")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("case", args=[self.pk])

    @property
    def ref(self) -> Ref:
        """How the log names this case."""
        return Ref("case", self.pk, "case", self.pk, self.originator_id)

    def edit(self, *, by: Viewer, version: int, **changes: Any) -> int:
        """Change fields of `EDITABLE`; returns the new version. `Stale` if someone was faster, `Invalid` by marking."""
        with acting(self, by=by, action="case.edit", version=version):
            if self.state == State.ARCHIVED:
                raise IllegalMove(_("An archived case can no longer be changed."))
            changed = [name for name in EDITABLE if name in changes and changes[name] != getattr(self, name)]
            for name in changed:
                setattr(self, name, changes[name])
            check_marking(self.tlp, self.handling, self.handling_note, compartment=self.compartment)
            if changed:
                self.version += 1
                self.touch(*changed, "version")
                self.index()
                record("case.edited", by=by, on=self.ref, detail={"fields": changed, "version": self.version})
        return self.version

    def index(self) -> None:
        """Let search find the case by its title and summary."""
        keep(self, texts={"title": self.title, "summary": self.summary})

    def shut_out(self, *, by: Viewer, reason: str = "", **who: Any) -> Exclusion:
        """Exclude an agency or a person from this case; see `access.exclusion`."""
        return exclude(by=by, on=self, reason=reason, **who)

    def touch(self, *fields: str) -> None:
        """Save these fields and move the case to the top of everyone's list."""
        self.updated_at = self.clock()
        self.save(update_fields=[*fields, "updated_at"])

    @staticmethod
    def clock() -> datetime:
        """The database's own time of this statement: the one clock for every order and expiry."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp()")
            now: datetime = cursor.fetchone()[0]
        return now
