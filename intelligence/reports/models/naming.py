"""A compartment: a report that only named people of its originator may open, and people whom it is released to."""

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
from cases.codes import Tlp
from coordination_center.errors import IllegalMove, Invalid
from intelligence.reports.listening import written


class ReportName(models.Model):
    """A person of the originator who may open a compartmented report. Ended lines stay."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.ForeignKey("reports.Report", on_delete=models.CASCADE, related_name="named")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    named_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    named_at = models.DateTimeField(db_default=Now())
    ended_at = models.DateTimeField(null=True)

    objects = ProtectedQuerySet["ReportName"].as_manager()

    class Meta:
        default_permissions = ()
        ordering = ("named_at", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["report", "person"], condition=models.Q(ended_at=None), name="report_named_once_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}"

    @property
    def ref(self) -> Ref:
        """How the log names this line."""
        return Ref("report_name", self.pk, "report", self.report_id, self.report.originator_id)


class Compartment(models.Model):
    """Verbs that name people of the originator. The first name makes the report a compartment; its author stays."""

    class Meta:
        abstract = True

    @property
    def names(self: Any) -> Any:
        """The live names, for verbs."""
        return ReportName.objects.unscoped("a verb reads its own ledger").filter(report=self, ended_at=None)

    def name(self: Any, *, by: Viewer, person: Person) -> None:
        """Let this person of the originator open the report. `Invalid` for a person who is not of it.

        `IllegalMove` where it builds on what others gave to people alone, and this is none of them.
        """
        with acting(self, by=by, action="report.name"):
            self.check_readers({person.pk}, self.foundations())
            self.enter_names([by.person, person], named_by=by.person)
            sync(self)
            self.save(update_fields=["compartment"])  # its recipients are not to learn of it by the report's time
            written(self)
            record("report.named", by=by, on=self.ref, led=Led.DISCLOSURE, detail={"person": person.pk})

    def unname(self: Any, *, by: Viewer, person: Person) -> None:
        """Close the compartment to this person. `IllegalMove` if not named, or if nobody active would be left."""
        with acting(self, by=by, action="report.name", leaves=person == by.person):
            if not self.names.filter(person=person).update(ended_at=self.clock()):
                raise IllegalMove(_("This person is not named."))
            if not self.names.filter(person__is_active=True).exists():
                raise IllegalMove(_("One active person must stay named, or nobody could open the report again."))
            sync(self)
            record("report.unnamed", by=by, on=self.ref, detail={"person": person.pk})

    def dissolve_compartment(self: Any, *, by: Viewer) -> None:
        """Open the report to all readers of its originator. Not for TLP:RED, nor on what was given to people alone."""
        with acting(self, by=by, action="report.lower"):
            if not self.compartment:
                raise IllegalMove(_("The report is not restricted to named people."))
            if self.tlp == Tlp.RED:
                raise IllegalMove(_("TLP:RED is for named people only. Change the marking first."))
            self.check_readers(None, self.foundations())
            self.names.update(ended_at=self.clock())
            self.compartment = False
            sync(self)
            self.save(update_fields=["compartment"])
            written(self)
            record("report.compartment_dissolved", by=by, on=self.ref, led=Led.DISCLOSURE)

    def enter_names(self: Any, people: list[Person], *, named_by: Person) -> None:
        """Write names into the ledger, within a verb; whoever writes the first one is named with it."""
        for person in dict.fromkeys(people):
            if not Membership.objects.live().filter(person=person, agency=self.originator_id).exists():
                raise Invalid(fields={"person": [_("No such person in the agency that originated the report.")]})
            if not self.names.filter(person=person).exists():
                line = {"report": self, "person": person, "agency_id": self.originator_id}
                ReportName.objects.create(named_by=named_by, named_at=self.clock(), **line)
        self.compartment = True
