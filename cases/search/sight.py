"""Which rows of the index a viewer may see, by the plan that is cheap for how much they see.

Whoever sees few cases looks through those: the price is that of their own cases, whatever others have. Whoever sees
many looks up the keys, and then for each row whether they may see its case. Measured in docs/decisions/0012.
"""

from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, Exists, F, Func, OuterRef, Q

from access import policy, registry
from access.paging import count_for
from access.querysets import grant_arms, shut_out
from access.viewer import Viewer
from cases.models import Case
from cases.search.models import SearchRow

FEW, SOME = 2_000, 10_000  # cases that a viewer sees


@dataclass(frozen=True)
class Sight:
    """The rows that a viewer may see; `cases` is how many cases they see, capped."""

    viewer: Viewer
    cases: int

    @classmethod
    def of(cls, viewer: Viewer) -> "Sight":
        """The sight of a viewer: one query."""
        return cls(viewer, count_for(viewer, Case, most=SOME))

    def of_rare(self, condition: Q) -> Any:
        """Rows that match a condition which few rows match."""
        return self._rows(condition, through_cases=self.cases <= FEW)

    def of_common(self, condition: Q) -> Any:
        """Rows that match a condition which many rows may match."""
        return self._rows(condition, through_cases=self.cases <= SOME)

    def of_proposals(self, condition: Q) -> Any:
        """Titles and summaries that match, of cases that the viewer is invited to and cannot read yet."""
        invited = frozenset({policy.INVITED})
        if not self._may("case.see"):
            return SearchRow.objects.none().scoped(self.viewer)
        rows = SearchRow.objects.filter(condition, _in_cases(self.viewer, invited), object_type="case", only=[])
        return self._scoped(rows)

    def _rows(self, condition: Q, *, through_cases: bool) -> Any:
        if not self._may("case.read"):
            return SearchRow.objects.none().scoped(self.viewer)
        levels = policy.rule_for("case.read").levels
        own = Q(only=[]) | Q(only__contains=[self.viewer.agency_id])
        rows = SearchRow.objects.filter(condition, own, _granted(self.viewer, levels))
        return self._scoped(rows.filter(_in_cases(self.viewer, levels)) if through_cases else rows)

    def _may(self, action: str) -> bool:
        return bool(policy.rule_for(action).roles & self.viewer.roles)

    def _scoped(self, rows: Any) -> Any:
        return rows.exclude(shut_out(self.viewer, "case_id", "case__originator_id")).scoped(self.viewer)


def _arms(viewer: Viewer, levels: frozenset[str]) -> list[Any]:
    return grant_arms(viewer, registry.aggregate_of(Case), levels)


def _granted(viewer: Viewer, levels: frozenset[str]) -> Any:
    """A grant on the row's case: looked up for each row."""
    held: Any = [Exists(arm.filter(content_object_id=OuterRef("case_id"))) for arm in _arms(viewer, levels)]
    return held[0] | held[1]


def _in_cases(viewer: Viewer, levels: frozenset[str]) -> Any:
    """The row's case is among those the viewer has grants on, listed beforehand: PostgreSQL then goes by the case."""
    group, user = (_is_any(arm.values("content_object_id")) for arm in _arms(viewer, levels))
    return group | user


def _is_any(ids: Any) -> Any:
    listed = Func(F("case_id"), ArraySubquery(ids), template="%(expressions)s)", arg_joiner=" = ANY(")
    listed.output_field = BooleanField()
    return Q(listed)
