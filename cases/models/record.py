"""What hangs on a case: the fields that a subject, a link, a warrant or a piece of evidence have in common."""

import uuid
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from access.registry import audiences
from agencies.models import Agency, Person
from audit.log import Led, Ref, record


class Record(models.Model):
    """A row of a case: who supplied it, for which agency, and for whom alone (`only`: exact; empty: all readers).

    A record is never deleted but removed: it then shows nowhere but in the log. Its verbs run inside the frames of
    `cases.recording` and end in `insert`, `change` or `remove`, which keep the log and the case's place in lists.
    """

    noun: ClassVar[str]  # how the log and the addresses call it: "subject"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="+", editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", editable=False)
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", editable=False)
    only = ArrayField(models.UUIDField(), default=list, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    updated_at = models.DateTimeField(db_default=Now(), editable=False)
    removed_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        abstract = True
        default_permissions = ()
        ordering = ("-created_at", "-id")

    @property
    def ref(self) -> Ref:
        """How the log names this row; what is restricted belongs to the oversight of its supplier alone."""
        owner = self.agency_id if self.restricted else self.case.originator_id
        return Ref(self.noun, self.pk, "case", self.case_id, owner)

    @property
    def restricted(self) -> bool:
        """Whether some participants of the case must not learn that this exists."""
        return bool(audiences(self))

    def insert(self, *, by: Any, verb: str, detail: dict[str, Any] | None = None) -> None:
        """Write the new row and its event; the case moves up in lists unless the row is restricted."""
        self.created_at = self.updated_at = self.case.clock()
        self.save(force_insert=True)
        self.tell(verb, by=by, led=Led.COLLECTION, detail=detail)

    def change(self, *fields: str, by: Any, verb: str, detail: dict[str, Any] | None = None) -> None:
        """Write these fields as a new version, and the event."""
        self.version += 1
        self.updated_at = self.case.clock()
        self.save(update_fields=[*fields, "version", "updated_at"])
        self.tell(verb, by=by, detail={"fields": sorted(fields), "version": self.version} | (detail or {}))

    def remove(self, *, by: Any, verb: str, detail: dict[str, Any] | None = None) -> None:
        """Take the row out of every page, search and count; the log keeps that it was there."""
        self.removed_at = self.updated_at = self.case.clock()
        self.version += 1
        self.save(update_fields=["removed_at", "updated_at", "version"])
        self.tell(verb, by=by, led=Led.ERASURE, detail=detail)

    def tell(self, verb: str, *, by: Any, led: Led = Led.ALTERATION, detail: dict[str, Any] | None = None) -> None:
        """Record a verb on this row; an unrestricted row also moves its case to the top of everyone's list."""
        if not self.restricted:
            self.case.touch()
        record(verb, by=by, on=self.ref, led=led, detail=detail)
