"""A compartment: a case that only named people of the participating agencies may open."""

import uuid
from typing import Any

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from access.grants import sync
from access.querysets import ProtectedQuerySet
from access.verbs import acting
from access.viewer import Viewer
from agencies.models import Agency, Membership, Person
from audit.log import Led, Ref, record
from cases.codes import Level, Part, Tlp
from coordination_center.errors import IllegalMove, Invalid


class NamedPerson(models.Model):
    """A person who may open a compartmented case, for one agency."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="named")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    named_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    named_at = models.DateTimeField(db_default=Now())
    ended_at = models.DateTimeField(null=True)

    objects = ProtectedQuerySet["NamedPerson"].as_manager()

    class Meta:
        default_permissions = ()
        ordering = ("named_at", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["case", "person", "agency"], condition=models.Q(ended_at=None), name="named_once_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} for {self.agency}"

    @property
    def ref(self) -> Ref:
        """How the log names this line."""
        return Ref("named_person", self.pk, "case", self.case_id, self.case.originator_id)


class Compartment(models.Model):
    """Verbs that name people. The first name makes the case a compartment; the lead keeps one active named person."""

    class Meta:
        abstract = True

    @property
    def names(self: Any) -> Any:
        """The live names, for verbs."""
        return NamedPerson.objects.unscoped("a verb reads its own ledger").filter(case=self, ended_at=None)

    def name(self: Any, *, by: Viewer, person: Person, agency: Agency) -> None:
        """Let this person open the case for this agency. `Invalid` unless it takes part and the person is in it."""
        with acting(self, by=by, action="case.name"):
            self.add_names([(person, agency)], by=by)
            self._check_lead_stays_named(self.lead_agency())
            self._named("case.named", by, agency, person)

    def unname(self: Any, *, by: Viewer, person: Person, agency: Agency) -> None:
        """Close the compartment to this person. `IllegalMove` if not named, or the lead would have nobody left."""
        with acting(self, by=by, action="case.name"):
            if not self.names.filter(person=person, agency=agency).update(ended_at=self.clock()):
                raise IllegalMove(_("This person is not named."))
            self._check_lead_stays_named(self.lead_agency())
            self._named("case.unnamed", by, agency, person)

    def dissolve_compartment(self: Any, *, by: Viewer) -> None:
        """Open the case to all readers of the participating agencies again. Not for TLP:RED."""
        with acting(self, by=by, action="case.name"):
            if not self.compartment:
                raise IllegalMove(_("The case is not restricted to named people."))
            if self.tlp == Tlp.RED:
                raise IllegalMove(_("TLP:RED is for named people only. Change the marking first."))
            self.names.update(ended_at=self.clock())
            self.compartment = False
            self._resync("compartment")
            record("case.compartment_dissolved", by=by, on=self.ref, led=Led.DISCLOSURE)

    def add_names(self: Any, pairs: list[tuple[Person, Agency]], *, by: Viewer) -> None:
        """Write names into the ledger, within a verb."""
        for person, agency in pairs:
            self._check_nameable(person, agency)
            line = {"case": self, "person": person, "agency": agency}
            if not self.names.filter(person=person, agency=agency).exists():
                NamedPerson.objects.create(named_by=by.person, named_at=self.clock(), **line)
        self.compartment = True

    def lead_agency(self: Any) -> Agency:
        """The agency that leads the case now."""
        agency: Agency = self.parts.select_related("agency").get(level=Level.LEAD, state=Part.ACTIVE).agency
        return agency

    def _check_nameable(self: Any, person: Person, agency: Agency) -> None:
        takes_part = self.parts.filter(agency=agency, state__in=[Part.PENDING, Part.ACTIVE]).exists()
        if not takes_part or not Membership.objects.live().filter(person=person, agency=agency).exists():
            raise Invalid(fields={"person": [_("No such person in an agency that takes part.")]})

    def _check_lead_stays_named(self: Any, lead: Agency) -> None:
        if not self.compartment:
            return
        if not self.names.filter(agency=lead, person__is_active=True).exists():
            raise IllegalMove(_("One active person of the lead must stay named, or nobody could open the case again."))

    def _named(self: Any, verb: str, by: Viewer, agency: Agency, person: Person) -> None:
        self._resync("compartment")
        led = Led.DISCLOSURE if verb == "case.named" else Led.ALTERATION
        record(verb, by=by, on=self.ref, led=led, recipients=[agency.pk], detail={"person": person.pk})

    def _resync(self: Any, *fields: str) -> None:
        sync(self)
        self.touch(*fields)
