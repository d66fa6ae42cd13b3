"""A source: known by its codename in its agency, and by nothing outside it."""

import uuid
from datetime import date
from decimal import Decimal

from django.db import IntegrityError, models, transaction
from django.db.models.functions import Lower, Now
from django.urls import reverse
from django.utils.translation import gettext as _

from access.decide import require_role
from access.grants import sync
from access.models import follow_updates
from access.querysets import ProtectedQuerySet
from access.verbs import acting, still_seen
from access.viewer import Viewer
from agencies.models import Agency, Person
from audit.log import Led, Ref, record
from cases.models import Case
from coordination_center.errors import Invalid
from intelligence.grades import RELIABILITY
from intelligence.sources.identity import KIND, Payment
from intelligence.sources.models.grade import Grade
from intelligence.sources.models.handover import Handling
from vault.records import append, keep, write


class Source(Handling):
    """A codename, unique within its agency, the person who handles it, and its record in the identity vault.

    `updated_at` moves only when the handler changes: payments and meetings leave no trace in anybody's list.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    originator = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", editable=False)
    codename = models.CharField(max_length=60)
    handler = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    vault = models.OneToOneField("vault.VaultRecord", on_delete=models.PROTECT, related_name="+", editable=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    updated_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = ProtectedQuerySet["Source"].as_manager()

    class Meta:
        default_permissions = ()
        permissions = [("source_officer", "Knows the codename"), ("source_handler", "Handles the source")]
        indexes = [models.Index(fields=["-updated_at", "-id"], name="source_newest")]
        constraints = [models.UniqueConstraint("originator", Lower("codename"), name="source_codename_in_its_agency")]
        triggers = [follow_updates("sources_sourcegroupgrant", "sources_sourceusergrant")]

    def __str__(self) -> str:
        return f"source {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("source", args=[self.pk])

    @property
    def ref(self) -> Ref:
        """How the log names this source."""
        return Ref("source", self.pk, "source", self.pk, self.originator_id)

    @classmethod
    def begin(cls, *, by: Viewer, codename: str) -> "Source":
        """A new source handled by `by`. `Invalid` where the agency has one of this codename."""
        require_role(by, "source.create")
        try:
            with transaction.atomic():
                return cls._made(by, codename)
        except IntegrityError:
            raise Invalid(fields={"codename": [_("Your agency has a source of this codename.")]}) from None

    @classmethod
    def of(cls, *, by: Viewer, codename: str) -> "Source":
        """The agency's source of this codename, whoever handles it; a new one handled by `by` where there is none."""
        found = cls._named(by, codename)
        if found is not None:
            return found
        try:
            return cls.begin(by=by, codename=codename)
        except Invalid:  # somebody was faster
            found = cls._named(by, codename)
            if found is None:
                raise
            return found

    @classmethod
    def _named(cls, by: Viewer, codename: str) -> "Source | None":
        same = {"originator": by.agency_id, "codename__iexact": codename}
        return cls.objects.permitted(by, "source.see").filter(**same).first()

    @classmethod
    def _made(cls, by: Viewer, codename: str) -> "Source":
        source = cls(originator=by.agency, codename=codename, handler=by.person)
        source.vault_id = keep(KIND, agency=by.agency)
        source.created_at = source.updated_at = source.clock()
        source.save(force_insert=True)
        sync(source)
        record("source.begun", by=by, on=source.ref, led=Led.COLLECTION)
        still_seen(source, by=by)
        return source

    def identify(self, *, by: Viewer, **values: str) -> None:
        """Write real_name, contact or notes, each in the place of what stands. The handler's alone."""
        with acting(self, by=by, action="source.handle"):
            write(self.vault_id, **values)
            record("source.identified", by=by, on=self.ref, led=Led.COLLECTION, detail={"fields": sorted(values)})

    def pay(self, *, by: Viewer, on: date, amount: Decimal, currency: str, note: str = "") -> None:
        """Add a payment; a negative amount corrects an earlier one. `Invalid` for no amount or no currency."""
        payment = Payment.checked(on=on, amount=amount, currency=currency, note=note)
        with acting(self, by=by, action="source.handle"):
            append(self.vault_id, "payment", payment.sealed_text)
            record("source.paid", by=by, on=self.ref, led=Led.COLLECTION)

    def grade(self, *, by: Viewer, reliability: str) -> Grade:
        """Add a line to the grading history. The handler's alone. `Invalid` for a letter of neither scheme."""
        if reliability not in dict(RELIABILITY):
            raise Invalid(fields={"reliability": [_("Choose from the list.")]})
        with acting(self, by=by, action="source.handle"):
            made = Grade(source=self, author=by.person, at=self.clock(), reliability=reliability)
            made.save(force_insert=True)
            record("source.graded", by=by, on=made.ref, detail={"reliability": made.reliability})
        return made

    clock = staticmethod(Case.clock)
