"""An operation that only named people of the participating agencies may open."""

import uuid
from typing import Any

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from access.querysets import ProtectedQuerySet
from access.verbs import acting
from access.viewer import Viewer
from agencies.models import Agency, Membership, Person
from audit.log import Led, Ref, record
from coordination_center.errors import IllegalMove, Invalid


class OperationName(models.Model):
    """A person who may open a compartmented operation, for one agency."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    operation = models.ForeignKey("operations.Operation", on_delete=models.PROTECT, related_name="named")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    named_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    named_at = models.DateTimeField(db_default=Now())
    ended_at = models.DateTimeField(null=True)

    objects = ProtectedQuerySet["OperationName"].as_manager()

    class Meta:
        default_permissions = ()
        ordering = ("named_at", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["operation", "person", "agency"], condition=models.Q(ended_at=None), name="operation_named_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} for {self.agency}"

    @property
    def ref(self) -> Ref:
        """How the log names this line."""
        return Ref("operation_name", self.pk, "operation", self.operation_id, self.operation.originator_id)


class Compartment(models.Model):
    """Verbs that name people. The first name makes the compartment; the coordinating agency keeps one active name."""

    class Meta:
        abstract = True

    @property
    def names(self: Any) -> Any:
        """The live names, for verbs."""
        return OperationName.objects.unscoped("a verb reads its own ledger").filter(operation=self, ended_at=None)

    def name_person(self: Any, *, by: Viewer, person: Person, agency: Agency) -> None:
        """Let this person open the operation for this agency. `Invalid` unless both take part."""
        with acting(self, by=by, action="operation.name"):
            self.add_names([(person, agency)], by=by)
            self._check_stays_named()
            self._named("operation.named", by, agency, person)

    def unname_person(self: Any, *, by: Viewer, person: Person, agency: Agency) -> None:
        """Close it to this person. `IllegalMove` if not named, or the coordinating agency would have nobody left."""
        with acting(self, by=by, action="operation.name"):
            if not self.names.filter(person=person, agency=agency).update(ended_at=self.clock()):
                raise IllegalMove(_("This person is not named."))
            self._check_stays_named()
            self._named("operation.unnamed", by, agency, person)

    def add_names(self: Any, pairs: list[tuple[Person, Agency]], *, by: Viewer) -> None:
        """Write names into the ledger, within a verb."""
        for person, agency in pairs:
            takes_part = agency.pk == self.originator_id or self.parts.filter(agency=agency).exists()
            if not takes_part or not Membership.objects.live().filter(person=person, agency=agency).exists():
                raise Invalid(fields={"person": [_("No such person in an agency that takes part.")]})
            line = {"operation": self, "person": person, "agency": agency}
            if not self.names.filter(person=person, agency=agency).exists():
                OperationName.objects.create(named_by=by.person, named_at=self.clock(), **line)
        self.compartment = True

    def _check_stays_named(self: Any) -> None:
        if not self.names.filter(agency=self.originator_id, person__is_active=True).exists():
            raise IllegalMove(_("One active person of the coordinating agency must stay named."))

    def _named(self: Any, verb: str, by: Viewer, agency: Agency, person: Person) -> None:
        self.save(update_fields=["compartment"])
        self._resync()
        told = self.parts.filter(agency=agency, told_at__isnull=False).exists() or agency.pk == self.originator_id
        recipients = [agency.pk] if told else []
        record(verb, by=by, on=self.ref, led=Led.DISCLOSURE, recipients=recipients, detail={"person": person.pk})
