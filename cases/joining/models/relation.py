"""A relation between two cases: known only to those who see both."""

import uuid
from typing import Any, ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _

from access.decide import can
from access.querysets import ProtectedQuerySet
from access.viewer import Viewer
from cases.joining.codes import BY_HAND, Kind
from cases.models import Case
from cases.models.record import Record
from cases.recording import adding, changing
from cases.tracking import tracked
from coordination_center.errors import IllegalMove, Invalid, NotAllowed


@tracked()
class Relation(Record):
    """`case` <kind> `other`. It moves neither case in anybody's list, for some of its readers see one of the two."""

    noun: ClassVar[str] = "relation"

    other = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+", editable=False)
    kind = models.CharField(max_length=16, choices=Kind)
    reason = models.CharField(max_length=500, blank=True)

    objects = ProtectedQuerySet["Relation"].as_manager()

    class Meta(Record.Meta):
        indexes = [
            models.Index(fields=["case", "-created_at", "-id"], name="relation_newest"),
            models.Index(fields=["other", "-created_at", "-id"], name="relation_back"),
        ]
        constraints = [
            models.CheckConstraint(condition=~models.Q(case=models.F("other")), name="relation_of_two"),
            models.UniqueConstraint(
                fields=["case", "other", "kind"], condition=models.Q(removed_at=None), name="relation_once"
            ),
        ]

    def __str__(self) -> str:
        return str(Kind(self.kind).label)

    def get_absolute_url(self) -> str:
        return reverse("case_related", args=[self.case_id])

    @property
    def restricted(self) -> bool:
        """Always: whoever sees only one of the cases must not learn of it."""
        return True

    @classmethod
    def add(
        cls,
        case: Case,
        *,
        by: Viewer,
        other: Case,
        kind: str,
        reason: str = "",
        id: uuid.UUID | None = None,  # noqa: A002 - the world file's word
    ) -> "Relation":
        """Say that two cases belong together. `Invalid` for the case itself, and alike for one not read or not there;
        `IllegalMove` where it is said already."""
        with adding(case, by=by, action="case.relate"):
            if kind not in BY_HAND:
                raise Invalid(fields={"kind": [_("Choose one of the list.")]})
            if other.pk == case.pk or not can(by, "case.read", other):
                raise Invalid(fields={"other": [_("Choose another case that you read.")]})
            if cls.between(case, other).filter(kind=kind).exists():
                raise IllegalMove(_("This is said of the two cases already."))
            row = cls(case=case, agency=by.agency, author=by.person, other=other, kind=kind, reason=reason)
            row.id = id or row.id
            row.insert(by=by, verb="relation.added", detail={"kind": kind})
        return row

    @classmethod
    def between(cls, case: Case, other: Case) -> Any:
        """What stands between the two, in either direction, for verbs."""
        either = models.Q(case=case, other=other) | models.Q(case=other, other=case)
        return cls.objects.unscoped("a verb reads its own ledger").filter(either, removed_at=None)

    @classmethod
    def write(cls, case: Case, other: Case, kind: str, *, by: Viewer, verb: str) -> "Relation":
        """What merging and splitting say of a case, within the frame of their verb."""
        row = cls(case=case, agency=by.agency, author=by.person, other=other, kind=kind)
        row.insert(by=by, verb=verb, detail={"kind": kind})
        return row

    def take_out(self, *, by: Viewer) -> None:
        """Remove it; only the agency that said it, and never what a merge or a split wrote."""
        with changing(self, by=by, action="case.relate", own=True):
            if self.kind not in BY_HAND:
                raise NotAllowed(_("This was written by a merge or a split, and stays."))
            self.remove(by=by, verb="relation.removed")
