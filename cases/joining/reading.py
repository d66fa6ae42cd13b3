"""What the pages and the API read of what ties a case to others, always through a viewer."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from access.viewer import Viewer
from cases.joining.codes import BACKWARDS, BY_HAND, Answer
from cases.joining.models import Merger, Relation, Split
from cases.models import Case


@dataclass(frozen=True)
class Tie:
    """A relation as one of its two cases reads it."""

    relation: Relation
    other: Case
    label: str


def ties_of(viewer: Viewer, case: Case) -> list[Tie]:
    """What ties the case to others that this viewer sees too, newest first: two queries."""
    either = Q(case=case.pk) | Q(other=case.pk, kind__in=BY_HAND)
    rows: Any = Relation.objects.visible_to(viewer).filter(either)
    found = list(rows.select_related("agency", "author", "case").order_by("-created_at", "-id"))
    ids = {row.other_id if row.case_id == case.pk else row.case_id for row in found}
    others = {one.pk: one for one in Case.objects.visible_to(viewer).filter(pk__in=ids)} if ids else {}
    return [tie for row in found if (tie := _tie(row, case, others))]


def _tie(row: Relation, case: Case, others: dict[Any, Case]) -> Tie | None:
    forwards = row.case_id == case.pk
    other = others.get(row.other_id if forwards else row.case_id)
    label = row.get_kind_display() if forwards else BACKWARDS.get(row.kind, row.get_kind_display())  # type: ignore[call-overload]
    return Tie(row, other, str(label)) if other else None


def mergers_of(viewer: Viewer, case: Case) -> list[Merger]:
    """The proposals to merge this case, or another into it, that this viewer may know of, newest first."""
    rows: Any = Merger.objects.visible_to(viewer).filter(Q(case=case.pk) | Q(into=case.pk))
    return list(rows.select_related("case", "into", "agency").order_by("-offered_at", "-id"))


def splits_of(viewer: Viewer, case: Case) -> list[Split]:
    """The proposals to split this case that this viewer may know of, newest first."""
    rows: Any = Split.objects.under(viewer, case)
    return list(rows.select_related("case", "agency", "to").order_by("-offered_at", "-id"))


def standing(proposals: list[Any]) -> list[Any]:
    """Those that wait for an answer."""
    return [one for one in proposals if one.state == Answer.OFFERED]
