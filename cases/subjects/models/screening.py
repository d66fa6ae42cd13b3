"""The non-punishment of victims: a suspect who may be one is referred, and what is aimed at them stops meanwhile."""

import uuid
from collections.abc import Sequence
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext as _

from access.querysets import ProtectedQuerySet
from access.viewer import Viewer
from agencies.models import Agency, Person
from audit.log import Ref
from cases.recording import changing
from cases.subjects.codes import PEOPLE, RESULTS, STOPPING, Indicator, Screened
from cases.tracking import tracked
from coordination_center.errors import IllegalMove, Invalid, NotAllowed


@tracked(without=("reasons",))
class Screening(models.Model):
    """One referral: by whom, when and why (codes of `Indicator`), and what the review found. Never changed after it.

    The reasons are left out of the history, for they are not for all who read it (`reading.reads_reasons`).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject = models.ForeignKey("subjects.Subject", on_delete=models.CASCADE, related_name="screenings")
    reasons = ArrayField(models.CharField(max_length=20, choices=Indicator))
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    referred_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    referred_at = models.DateTimeField()
    result = models.CharField(max_length=20, choices=Screened, blank=True)
    reviewer = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", null=True)
    reviewed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    reviewed_at = models.DateTimeField(null=True)

    objects = ProtectedQuerySet["Screening"].as_manager()

    class Meta:
        default_permissions = ()
        ordering = ("-referred_at", "-id")
        constraints = [
            models.UniqueConstraint(
                fields=["subject"], condition=models.Q(reviewed_at=None), name="screened_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=models.Q(reviewed_at=None, result="", reviewer=None, reviewed_by=None)
                | models.Q(reviewed_at__isnull=False, reviewer__isnull=False, reviewed_by__isnull=False)
                & models.Q(result__in=sorted(RESULTS)),
                name="screening_reviewed_with_result",
            ),
        ]

    def __str__(self) -> str:
        return f"screening of {self.subject_id}"

    @property
    def reason_words(self) -> list[str]:
        """The reasons in the reader's language."""
        return [str(Indicator(code).label) for code in self.reasons]

    @property
    def ref(self) -> Ref:
        """How the log names this screening: by its subject."""
        return self.subject.ref


class Screens(models.Model):
    """The verbs of a subject that begin and end its screening. `screening` is how the last one stands, or empty."""

    screening = models.CharField(max_length=20, choices=Screened, blank=True, editable=False)

    class Meta:
        abstract = True

    @property
    def stopped(self) -> bool:
        """Whether warrants and notices on this person stop, as the row was read."""
        return self.screening in STOPPING

    def stops_now(self: Any) -> bool:
        """The same, as it stands in the database within this transaction."""
        rows = type(self).objects.unscoped("a verb asks whether a screening stops it")
        found: bool = rows.filter(pk=self.pk, screening__in=STOPPING).exists()
        return found

    def refer_for_screening(self: Any, *, by: Viewer, reasons: Sequence[str]) -> Screening:
        """Make a screening due: warrants on this person stop at once, until a prosecutor has reviewed it.

        Raises `Invalid` without a reason of `Indicator`, `IllegalMove` for what is no person and while one is due or
        found a victim.
        """
        with changing(self, by=by, action="case.screen"):
            self._check_referable(reasons)
            row = Screening(subject=self, agency=by.agency, referred_by=by.person, referred_at=self.case.clock())
            row.reasons = sorted(set(reasons))
            row.save(force_insert=True)
            self._screened(Screened.DUE, by=by, verb="subject.referred", screening=row.pk)
        return row

    def review_screening(self: Any, *, by: Viewer, result: str) -> None:
        """Record what the review found; by counsel of a prosecution, and not by who referred the person.

        Raises `Invalid` for an unknown result, `NotAllowed` by agency and person, `IllegalMove` when none is due.
        """
        with changing(self, by=by, action="case.review_screening"):
            require_prosecution(by, self)
            row = self._screening_due()
            if row.referred_by_id == by.person_id:
                raise NotAllowed(_("Somebody else than who referred this person records the review."))
            if result not in RESULTS:
                raise Invalid(fields={"result": [_("Choose what the review found.")]})
            row.result, row.reviewer, row.reviewed_by = result, by.agency, by.person
            row.reviewed_at = self.case.clock()
            row.save()
            self._screened(result, by=by, verb="subject.reviewed", screening=row.pk, result=str(result))

    def _check_referable(self: Any, reasons: Sequence[str]) -> None:
        if self.kind not in PEOPLE:
            raise IllegalMove(_("Only a person can be referred for screening."))
        if self.stopped:
            raise IllegalMove(_("This person has been referred already."))
        if not reasons or not set(reasons) <= set(Indicator.values):
            raise Invalid(fields={"reasons": [_("Say at least one thing that points to a victim.")]})

    def _screening_due(self: Any) -> Screening:
        rows = Screening.objects.unscoped("a verb reads its own ledger").select_for_update()
        row = rows.filter(subject=self, reviewed_at=None).first()
        if row is None:
            raise IllegalMove(_("No screening is due for this person."))
        return row

    def _screened(self: Any, now: str, *, by: Viewer, verb: str, **detail: Any) -> None:
        """Its version stays: what the supplier is just writing about the person is not made stale by a screening."""
        self.screening, self.updated_at = now, self.case.clock()
        self.save(update_fields=["screening", "updated_at"])
        self.tell(verb, by=by, detail=detail)


def require_prosecution(viewer: Viewer, subject: Any) -> None:
    """`NotAllowed` for everyone but a prosecution."""
    if viewer.agency.kind != Agency.Kind.PROSECUTION:
        raise NotAllowed(
            _("Only counsel of a prosecution records the review."),
            object_type="subject",
            object_id=subject.pk,
            action="case.review_screening",
        )
