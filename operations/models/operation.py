"""The operation itself: one aggregate, its fields, and its verbs by capability."""

import uuid
from collections.abc import Sequence
from typing import Any

from django.db import models, transaction
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext as _

from access.decide import require_role
from access.exclusion import exclude
from access.grants import sync
from access.models import Exclusion, follow_updates
from access.querysets import ProtectedQuerySet
from access.verbs import acting, still_seen
from access.viewer import Viewer
from agencies.models import Agency, Person
from audit.log import Led, Ref, record
from cases.models import Case
from cases.tracking import tracked
from coordination_center.errors import IllegalMove, Invalid
from coordination_center.states import ProtectedStates, StateField
from operations.codes import FINAL, State
from operations.models.compartment import Compartment
from operations.models.correction import Correcting
from operations.models.delegation import Delegating
from operations.models.judging import Judging
from operations.models.lifecycle import Lifecycle
from operations.models.reporting import Reporting
from operations.models.site import Sites

EDITABLE = ("name", "objectives", "legal_basis", "starts", "ends")


@tracked()
class Operation(
    Lifecycle, Delegating, Compartment, Sites, Reporting, Judging, Correcting, ProtectedStates
):  # fmt: skip
    """Several countries act on the same days and count what came of it. `originator` is the coordinating agency."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=200)
    objectives = models.TextField(blank=True, max_length=20_000)
    legal_basis = models.TextField(blank=True, max_length=5_000)
    starts = models.DateField()
    ends = models.DateField()
    state = StateField(max_length=10, choices=State, default=State.PLANNING)
    compartment = models.BooleanField(default=False, editable=False)
    originator = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", editable=False)
    sign_by = models.DateTimeField(null=True, editable=False)
    frozen_at = models.DateTimeField(null=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    updated_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = ProtectedQuerySet["Operation"].as_manager()

    class Meta:
        default_permissions = ()
        permissions = [
            ("operation_coordinator", "Coordinates the operation"),
            ("operation_delegation", "Takes part in the operation"),
            ("operation_observer", "Observes the operation"),
        ]
        indexes = [models.Index(fields=["-updated_at", "-id"], name="operation_newest")]
        constraints = [
            models.CheckConstraint(condition=models.Q(ends__gte=models.F("starts")), name="operation_ends_after_start"),
            models.CheckConstraint(
                condition=models.Q(state__in=FINAL, frozen_at__isnull=False)
                | models.Q(frozen_at=None) & ~models.Q(state__in=FINAL),
                name="operation_frozen_at_a_moment",
            ),
        ]
        triggers = [follow_updates("operations_operationgroupgrant", "operations_operationusergrant")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("operation", args=[self.pk])

    @property
    def ref(self) -> Ref:
        """How the log names this operation."""
        return Ref("operation", self.pk, "operation", self.pk, self.originator_id)

    @classmethod
    def plan(
        cls, *, by: Viewer, named: Sequence[tuple[Person, Agency]] = (), id: uuid.UUID | None = None,  # noqa: A002
        **facts: Any,
    ) -> "Operation":  # fmt: skip
        """Begin to plan an operation, coordinated by the acting agency; `facts` are of `EDITABLE`.

        `named` people of that agency make it a compartment from the start. `NotAllowed` by role, `Invalid` dates.
        """
        require_role(by, "operation.create")
        with transaction.atomic():
            operation = cls(id=id or uuid.uuid4(), originator=by.agency)
            operation._write(facts)
            operation.created_at = operation.updated_at = operation.clock()
            operation.save(force_insert=True)
            if named:
                operation.add_names(list(named), by=by)
                operation.save(update_fields=["compartment"])
            sync(operation)
            record("operation.planned", by=by, on=operation.ref, led=Led.COLLECTION)
            still_seen(operation, by=by)
        return operation

    def edit(self, *, by: Viewer, version: int, **facts: Any) -> int:
        """Change facts of `EDITABLE`; returns the new version. `Stale` if someone was faster."""
        with acting(self, by=by, action="operation.plan", version=version):
            if self.state in FINAL:
                raise IllegalMove(_("The figures are frozen: the operation stays as it is."))
            changed = [name for name in EDITABLE if name in facts and facts[name] != getattr(self, name)]
            self._write({name: facts[name] for name in changed})
            if changed:
                self.version += 1
                self.touch(*changed, "version")
                record("operation.edited", by=by, on=self.ref, detail={"fields": changed, "version": self.version})
        return self.version

    def shut_out(self, *, by: Viewer, reason: str = "", **who: Any) -> Exclusion:
        """Exclude an agency or a person from this operation; see `access.exclusion`."""
        return exclude(by=by, on=self, reason=reason, **who)

    def touch(self, *fields: str) -> None:
        """Save these fields and move the operation to the top of its readers' lists."""
        self.updated_at = self.clock()
        self.save(update_fields=[*fields, "updated_at"])

    clock = staticmethod(Case.clock)

    def _write(self, facts: dict[str, Any]) -> None:
        for name, value in facts.items():
            setattr(self, name, value)
        if self.ends < self.starts:
            raise Invalid(fields={"ends": [_("The last day is before the first.")]})
