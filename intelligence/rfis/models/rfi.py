"""A request for information: the question itself, and to whom it goes."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from access.decide import can, require_role
from access.grants import sync
from access.models import follow_updates
from access.querysets import ProtectedQuerySet
from access.verbs import still_seen
from access.viewer import Viewer
from agencies.models import Agency, Person
from audit.log import Led, Ref, record
from cases.codes import Handling, Tlp
from cases.marking import check_marking
from cases.models import Case
from cases.search.index import words_of
from coordination_center.errors import Invalid
from coordination_center.working_time import Urgency
from intelligence.rfis.models.addressing import Addressing

MOST_SUBJECTS = 50
FACTS = ("question", "language", "purpose", "legal_basis", "urgency", "tlp", "handling", "handling_note", "subjects",
         "discreet", "case")  # fmt: skip


@dataclass(frozen=True)
class Recipient:
    """An agency, or one named person of it; `at` is for records of the past: when it was asked, else now."""

    agency: Agency
    person: Person | None = None
    at: datetime | None = None


class Rfi(Addressing):
    """The question as it was sent. It is never changed: every addressee reads the same, whoever else does.

    `discreet`: addressees do not learn of each other. TLP:RED goes from its author to named people.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    question = models.TextField(max_length=10_000)
    language = models.CharField(max_length=10, blank=True)
    purpose = models.CharField(max_length=500)
    legal_basis = models.CharField(max_length=500, blank=True)
    urgency = models.CharField(max_length=16, choices=Urgency, default=Urgency.ROUTINE)
    tlp = models.CharField(max_length=12, choices=Tlp, default=Tlp.AMBER)
    handling = ArrayField(models.CharField(max_length=2, choices=Handling), default=list, blank=True)
    handling_note = models.CharField(max_length=500, blank=True)
    subjects = ArrayField(models.CharField(max_length=300), default=list, blank=True)
    discreet = models.BooleanField(default=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    originator = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", editable=False)
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", editable=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    updated_at = models.DateTimeField(db_default=Now(), editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    words = SearchVectorField(null=True, editable=False)

    objects = ProtectedQuerySet["Rfi"].as_manager()

    class Meta:
        default_permissions = ()
        permissions = [("rfi_asker", "Asks"), ("rfi_addressee", "Is asked")]
        indexes = [
            models.Index(fields=["originator", "-created_at", "-id"], name="rfi_asked"),
            GinIndex(fields=["words"], name="rfi_words"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(handling__contains=["H3"]) | ~Q(handling_note=""), name="rfi_h3_in_words"
            )
        ]
        triggers = [follow_updates("rfis_rfigroupgrant", "rfis_rfiusergrant")]

    def __str__(self) -> str:
        return Truncator(self.question).chars(80)

    def get_absolute_url(self) -> str:
        return reverse("rfi", args=[self.pk])

    @property
    def ref(self) -> Ref:
        """How the log names this request."""
        return Ref("rfi", self.pk, "rfi", self.pk, self.originator_id)

    @classmethod
    def send(
        cls, *, by: Viewer, to: Iterable[Recipient], id: uuid.UUID | None = None, **facts: Any  # noqa: A002
    ) -> "Rfi":  # fmt: skip
        """Ask the agencies `to`; `facts` are of `FACTS`. Each one's clock starts now.

        Raises `NotAllowed` by role, and `Invalid` without a question, a purpose or an addressee, for the marking, for
        a case that the asker does not read, and for an addressee that cannot be asked.
        """
        require_role(by, "rfi.create")
        recipients = list(to)
        with transaction.atomic():
            rfi = cls(id=id or uuid.uuid4(), originator=by.agency, author=by.person)
            rfi._write(facts, by=by, recipients=recipients)
            rfi.created_at = rfi.updated_at = min([one.at for one in recipients if one.at], default=rfi.clock_now())
            rfi.words = words_of("\n".join([rfi.question, rfi.purpose, *rfi.subjects]))
            rfi.save(force_insert=True)
            record("rfi.begun", by=by, on=rfi.ref, led=Led.COLLECTION, detail={"urgency": rfi.urgency})
            rfi.address(recipients, by=by)
            sync(rfi)
            still_seen(rfi, by=by)
        return rfi

    clock_now = staticmethod(Case.clock)

    def _write(self, facts: dict[str, Any], *, by: Viewer, recipients: list[Recipient]) -> None:
        unknown = facts.keys() - set(FACTS)
        if unknown:
            raise TypeError(f"A request has no {', '.join(sorted(unknown))}.")
        for name, value in facts.items():
            setattr(self, name, value)
        self.handling = sorted(set(self.handling))
        self.subjects = [line for line in (str(s).strip() for s in self.subjects) if line]
        self._check_texts()
        if self.case is not None and not can(by, "case.read", self.case):
            raise Invalid(fields={"case": [_("Choose a case that you read.")]})
        if not recipients:
            raise Invalid(fields={"agencies": [_("Choose at least one agency.")]})
        named = all(recipient.person for recipient in recipients)
        check_marking(self.tlp, self.handling, self.handling_note, compartment=named)

    def _check_texts(self) -> None:
        for name in ("question", "purpose"):
            if not getattr(self, name).strip():
                raise Invalid(fields={name: [_("This is needed.")]})
        if self.urgency not in Urgency.values:
            raise Invalid(fields={"urgency": [_("Choose how urgent it is.")]})
        if len(self.subjects) > MOST_SUBJECTS or any(len(line) > 300 for line in self.subjects):
            raise Invalid(fields={"subjects": [_("At most 50 lines of 300 letters each.")]})
