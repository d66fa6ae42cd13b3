"""A report that an agency attached to a case, or to a legal request in it: by reference, never a copy."""

import uuid
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from access.decide import require
from access.querysets import ProtectedQuerySet
from access.verbs import lock
from access.viewer import Viewer
from agencies.models import Agency, Person
from audit.log import Led, Ref, record
from cases.models import Case
from cases.recording import adding
from coordination_center.errors import IllegalMove, NotAllowed, Unseen
from intelligence.reports.models import Report
from intelligence.usage.kinds import target_of
from intelligence.usage.rules import check


class Use(models.Model):
    """`report` is used by `agency` in `case`, or in the legal request `record` of this `kind` (empty: the case itself).

    Who may see both the case and the report sees it, and nobody else: it never touches the case. `beside`: agencies of
    the case that did not have the report by then, for all the attaching one may know. `foreign`: the reports of others
    that it is made of, itself included, whose H1 counts. `only`: who may know that this
    agency has the report, where its originator keeps recipients from one another; empty: all who see both.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+", editable=False)
    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="uses", editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", editable=False)
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", editable=False)
    kind = models.CharField(max_length=20, blank=True, editable=False)
    record = models.UUIDField(null=True, editable=False)
    beside = ArrayField(models.UUIDField(), default=list, editable=False)
    foreign = ArrayField(models.UUIDField(), default=list, editable=False)
    only = ArrayField(models.UUIDField(), default=list, editable=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    removed_at = models.DateTimeField(null=True, editable=False)

    objects = ProtectedQuerySet["Use"].as_manager()

    class Meta:
        default_permissions = ()
        ordering = ("-created_at", "-id")
        indexes = [
            models.Index(fields=["case", "-created_at", "-id"], name="use_newest"),
            models.Index(fields=["report"], name="use_of_report"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "report", "agency", "kind", "record"], condition=Q(removed_at=None),
                nulls_distinct=False, name="used_once",
            ),
            models.CheckConstraint(
                condition=Q(kind="", record=None) | ~Q(kind="") & Q(record__isnull=False), name="use_of_something"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.report_id} in {self.case_id}"

    @property
    def ref(self) -> Ref:
        """How the log names it; it is overseen by who attached it, not by the case's originator, who may not know."""
        return Ref("use", self.pk, "case", self.case_id, self.agency_id)

    @classmethod
    def attach(
        cls,
        report: Report,
        *,
        by: Viewer,
        case: Case,
        kind: str = "",
        record: uuid.UUID | None = None,
        id: uuid.UUID | None = None,  # noqa: A002 - the world file's word
    ) -> "Use":
        """Use a report in a case, or in the legal request `record` of `kind` in it. All rules are in `rules.check`.

        Raises `Unseen` and `NotAllowed` by policy on the case, the report and the request; `AskFirst` where the
        originator has to allow it before; `IllegalMove` for TLP:RED, a report that is not validated, an archived case,
        and what is attached already.
        """
        with adding(case, by=by, action="case.attach"):
            _read(report, by=by)
            target = target_of(kind, record, by=by, case=case)
            grounds = check(report, case, by=by, legal=target is not None)
            made = cls(case=case, report=report, agency=by.agency, author=by.person)
            made.beside, made.foreign = grounds.beside, grounds.foreign
            made.id, made.created_at = id or made.id, case.clock()
            made.kind, made.record = (kind, record) if target else ("", None)
            made.only = _told(report, by)
            made._refuse_repeated()
            made.save(force_insert=True)
            made._tell("use.attached", "report.used", by=by, led=Led.COMBINATION)
        return made

    def detach(self, *, by: Viewer) -> None:
        """Take the report out of the case again, for the agency that attached it; `Unseen` where it is not seen."""
        with adding(self.case, by=by, action="case.attach"):
            case, report = self.case, self.report
            lock(self)
            self.case, self.report = case, report
            if self.removed_at is not None or not Use.objects.visible_to(by).filter(pk=self.pk).exists():
                raise Unseen(object_type="use", object_id=self.pk, action="case.attach")
            if self.agency_id != by.agency_id:
                raise NotAllowed(_("Only the agency that attached it takes it out again."), object_type="use",
                                 object_id=self.pk, action="case.attach")  # fmt: skip
            self.removed_at = case.clock()
            self.save(update_fields=["removed_at"])
            self._tell("use.detached", "report.unused", by=by, led=Led.ERASURE)

    def _tell(self, in_case: str, of_report: str, *, by: Viewer, led: Led) -> None:
        """Write it into both logs: the case's, for who sees this row, and the report's, without naming the case."""
        detail: dict[str, Any] = {"kind": self.kind} if self.kind else {}
        record(in_case, by=by, on=self.ref, led=led, detail={"report": self.report_id} | detail)
        record(of_report, by=by, on=self.report.ref, led=led, recipients=[self.report.originator_id])

    def _refuse_repeated(self) -> None:
        same = {name: getattr(self, name) for name in ("case", "report", "agency", "kind", "record")}
        if Use.objects.unscoped("its own agency's rows alone").filter(removed_at=None, **same).exists():
            raise IllegalMove(_("Your agency has attached this report here already."))


def _read(report: Report, *, by: Viewer) -> None:
    """Lock the report as it stands; `Unseen` for who may not read it."""
    lock(report)
    require(by, "report.see", report)


def _told(report: Report, by: Viewer) -> list[uuid.UUID]:
    if not report.hides_recipients or report.originator_id == by.agency_id:
        return []
    return sorted([by.agency_id, report.originator_id])
