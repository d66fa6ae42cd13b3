"""An urgent alert: a person is missing or in danger, and the desks of chosen countries are asked to look."""

import uuid
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models, transaction
from django.db.models import F, Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext as _

from access.decide import can, require_role
from access.grants import sync
from access.models import follow_updates
from access.querysets import ProtectedQuerySet
from access.verbs import still_seen
from access.viewer import Viewer
from agencies.models import Agency, Person
from audit.log import Led, Ref, record
from cases.alerts.choosing import chosen, desks_for
from cases.alerts.codes import Given, Ground, Kind, Outcome
from cases.alerts.models.answering import Answering
from cases.alerts.models.asking import Asking
from cases.alerts.models.ending import Ending
from cases.alerts.origins import origin_for
from cases.alerts.sheet import KIND, sealed
from cases.models import Case
from coordination_center.errors import Invalid
from vault.records import keep, write

LONGEST = timedelta(days=30)
REVIEW_WITHIN = timedelta(hours=72)  # the domain page, section 7: a vital-interest override
LIVE = Q(closed_at=None, until__gt=Now())


class AlertQuerySet(ProtectedQuerySet["Alert"]):
    """Alerts, with what the database's clock says of them."""

    def living(self) -> "AlertQuerySet":
        """The same rows, each with `open`: neither closed nor past its time."""
        return self.annotate(open=models.ExpressionWrapper(LIVE, output_field=models.BooleanField()))


class Alert(Asking, Answering, Ending):
    """What may be told of it to those who see it: a number, a kind, and how many desks have acknowledged.

    Whom it is about lies in the vault alone, under a key that is destroyed as the alert ends. No history is kept of it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    originator = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", editable=False)
    issuer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", editable=False)
    held_by = ArrayField(models.UUIDField(), default=list)  # of the agency these people alone; empty: all of it
    origin_type = models.CharField(max_length=20)
    origin_id = models.UUIDField()
    origin_owner_id = models.UUIDField()
    kind = models.CharField(max_length=10, choices=Kind)
    ground = models.CharField(max_length=16, choices=Ground)
    consent_on = models.DateField(null=True)
    consent_how = models.CharField(max_length=10, choices=Given, blank=True)
    consent_language = models.CharField(max_length=10, blank=True)
    vault = models.OneToOneField("vault.VaultRecord", on_delete=models.PROTECT, related_name="+", editable=False)
    asked = models.PositiveSmallIntegerField(default=0)
    answered = models.PositiveSmallIntegerField(default=0)
    resent = models.PositiveSmallIntegerField(default=0)
    told_at = models.DateTimeField(db_default=Now())
    until = models.DateTimeField()
    review_due_at = models.DateTimeField(null=True)
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    updated_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = AlertQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        permissions = [("alert_issuer", "Raised the alert"), ("alert_alerted", "Is alerted")]
        indexes = [
            models.Index(fields=["-updated_at", "-id"], name="alert_newest"),
            models.Index(fields=["origin_type", "origin_id"], name="alert_origin"),
            models.Index(fields=["until"], condition=Q(closed_at=None), name="alert_ends"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at=None, outcome="") | Q(closed_at__isnull=False) & ~Q(outcome=""),
                name="alert_closed_has_an_outcome",
            ),
            models.CheckConstraint(
                condition=Q(ground=Ground.VITAL_INTEREST, review_due_at__isnull=False)
                | Q(ground=Ground.GUARDIAN_CONSENT, review_due_at=None, consent_on__isnull=False) & ~Q(consent_how=""),
                name="alert_has_a_ground",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_at=None, reviewed_by=None)
                | Q(reviewed_at__isnull=False) & ~Q(reviewed_by=F("issuer")),
                name="alert_is_not_reviewed_by_its_issuer",
            ),
            models.CheckConstraint(
                condition=Q(until__lte=F("created_at") + LONGEST), name="alert_ends_within_thirty_days"
            ),
        ]
        triggers = [follow_updates("alerts_alertgroupgrant", "alerts_alertusergrant")]

    def __str__(self) -> str:
        return _("Tracing alert %(number)s") % {"number": self.number}

    def get_absolute_url(self) -> str:
        return reverse("alert", args=[self.pk])

    @property
    def number(self) -> str:
        """A number that says nothing: not how many there are, nor of whom."""
        return self.pk.hex[:6].upper()

    @property
    def ref(self) -> Ref:
        """How the log names this alert."""
        return Ref("alert", self.pk, "alert", self.pk, self.originator_id)

    @classmethod
    def issue(
        cls, *, by: Viewer, origin: tuple[str, Any], desks: Sequence[uuid.UUID], days: int,
        id: uuid.UUID | None = None, **facts: Any,  # noqa: A002 - the world file's word
    ) -> "Alert":  # fmt: skip
        """Raise an alert on a record (its kind and id) that `by` sees and may raise one on, for `days` (1 to 30).

        `facts`: kind, ground, consent_on, consent_how, consent_language, and what `sheet.sealed` takes. Raises
        `Unseen`, `NotAllowed`, and `Invalid` for a ground that is not given, a desk that cannot be chosen, a bad photo.
        """
        require_role(by, "alert.create")
        kind, row = origin_for(by, *origin)
        _check(facts, days)
        found = chosen(desks_for(by, origin=row.pk, owner=row.originator_id), desks)
        values = sealed(facts)
        with transaction.atomic():
            alert = cls(
                id=id or uuid.uuid4(),
                originator=by.agency,
                issuer=by.person,
                kind=facts["kind"],
                ground=facts["ground"],
            )
            alert.held_by = [person.pk for person in kind.holders(by, row) or []]
            alert.origin_type, alert.origin_id, alert.origin_owner_id = kind.name, row.pk, row.originator_id
            alert._begin(by, days, facts)
            write(alert.vault_id, **values)
            alert._ask(found, by=by)
            detail = {"kind": alert.kind, "ground": alert.ground, "desks": [agency.pk for agency in found]}
            recipients = [agency.pk for agency in found]
            record("alert.raised", by=by, on=alert.ref, led=Led.DISCLOSURE, recipients=recipients, detail=detail)
            still_seen(alert, by=by)
        return alert

    def _begin(self, by: Viewer, days: int, facts: dict[str, Any]) -> None:
        self.created_at = self.updated_at = self.told_at = now = self.clock()
        self.until = now + timedelta(days=days)
        if self.ground == Ground.VITAL_INTEREST:
            self.review_due_at = now + REVIEW_WITHIN
        else:
            self.consent_on, self.consent_how = facts["consent_on"], facts["consent_how"]
            self.consent_language = facts["consent_language"]
        self.vault_id = keep(KIND, agency=by.agency)
        self.save(force_insert=True)
        sync(self)

    def opened_by(self, viewer: Viewer) -> bool:
        """Whether the viewer may open the sheet while the alert runs: by role on either side, or as its issuer."""
        if can(viewer, "alert.read", self):
            return True
        return self.issuer_id == viewer.person_id and can(viewer, "alert.follow", self)

    def is_open(self) -> bool:
        """Whether the alert runs, by the database's clock."""
        return Alert.objects.unscoped("a verb asks the clock").filter(LIVE, pk=self.pk).exists()

    def touch(self, *fields: str) -> None:
        """Save these fields and move the alert to the top of its readers' lists."""
        self.updated_at = self.clock()
        self.save(update_fields=[*fields, "updated_at"])

    clock = staticmethod(Case.clock)


def _check(facts: dict[str, Any], days: int) -> None:
    """`Invalid` unless the ground is there in full, and the time is one there can be."""
    wrong: dict[str, list[str]] = {}
    consent = ("consent_by", "consent_on", "consent_how", "consent_language")
    wanted = consent if facts["ground"] == Ground.GUARDIAN_CONSENT else ("reason",)
    for name in (*wanted, "names", "call"):
        if not facts.get(name):
            wrong[name] = [_("Without this the sheet may not be shown.")]
    if facts.get("consent_on") and facts["consent_on"] > Alert.clock().date() + timedelta(days=1):
        wrong["consent_on"] = [_("Choose a day that has been.")]
    if not 1 <= days <= LONGEST.days:
        wrong["days"] = [_("Choose 1 to 30 days.")]
    if wrong:
        raise Invalid(fields=wrong)
