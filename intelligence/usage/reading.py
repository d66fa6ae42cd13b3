"""What the pages and the API read of uses, always through a viewer."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet
from django.utils.translation import gettext_lazy as _

from access.viewer import Viewer
from cases.joining.codes import Kind
from cases.joining.models import Relation
from cases.models import Case
from cases.reading import newest
from intelligence.releases.derived import Derived
from intelligence.reports.models import Report
from intelligence.reports.reading import reports, titles
from intelligence.usage.kinds import kind_of, kinds
from intelligence.usage.models import Use

MOST = 100  # uses of one report on its page


@dataclass(frozen=True)
class Line:
    """A use as the viewer sees it. `title`: the report's, empty where it is withheld. `target`: the legal request."""

    use: Any
    report: Report
    title: str
    target: Any

    @property
    def target_word(self) -> str:
        """What the legal request is, and its name: “Warrant W 12/2560”; empty for the case as a whole."""
        kind = kind_of(self.use.kind)
        return f"{kind.label} {kind.title(self.target)}" if kind and self.target else ""


def uses() -> QuerySet[Use]:
    """Uses with what their lines name, to be scoped by the caller."""
    return Use.objects.select_related("case", "agency", "author")


@dataclass(frozen=True)
class Left:
    """A case that was merged into another, and how many reports that the viewer may read stay attached there."""

    case: Case
    number: int


def left_behind(viewer: Viewer, case: Case) -> list[Left]:
    """Where reports stayed as cases were merged into this one, as far as the viewer sees both cases and the reports."""
    ties: Any = Relation.objects
    merged = list(ties.under(viewer, case).filter(kind=Kind.TOOK_OVER).values_list("other", flat=True))
    if not merged:
        return []
    rows: Any = Use.objects.visible_to(viewer).filter(case__in=merged).order_by()
    numbers = dict(rows.values_list("case").annotate(n=Count("report", distinct=True)))
    cases: Any = Case.objects
    return [Left(one, numbers[one.pk]) for one in cases.visible_to(viewer).filter(pk__in=numbers).order_by("title")]


@dataclass(frozen=True)
class Lines:
    """A page of lines; `older` is the cursor of the next, empty where there is none."""

    rows: list[Line]
    older: str = ""


def of_case(viewer: Viewer, case: Case, *, after: str = "") -> Lines:
    """A page of the reports attached to a case that the viewer may read, newest first."""
    page = newest(uses().under(viewer, case), after=after)  # type: ignore[attr-defined]
    return Lines(lines(viewer, page.rows), older=page.older)


def of_report(viewer: Viewer, report: Report) -> list[Line]:
    """Where a report is used, as far as the viewer sees the cases, newest first; at most `MOST`."""
    rows: Any = uses()
    return lines(viewer, rows.visible_to(viewer).filter(report=report.pk)[:MOST])


def of_target(viewer: Viewer, kind: str, row: Any) -> list[Line]:
    """The reports attached to this legal request that the viewer may read, newest first; at most `MOST`."""
    rows: Any = uses().under(viewer, row.case)  # type: ignore[attr-defined]
    return lines(viewer, rows.filter(kind=kind, record=row.pk)[:MOST])


def lines(viewer: Viewer, rows: Iterable[Use]) -> list[Line]:
    """These uses with the titles and legal requests that the viewer may read."""
    found = list(rows)
    covers: Any = reports()  # read as themselves, so that their originators learn who was shown them
    shown = {report.pk: report for report in covers.visible_to(viewer).filter(pk__in={use.report_id for use in found})}
    named, targets = titles(viewer, shown), _targets(viewer, found)
    return [
        Line(use, shown[use.report_id], named.get(use.report_id, ""), targets.get(use.record))
        for use in found
        if use.report_id in shown
    ]


def _targets(viewer: Viewer, found: list[Use]) -> dict[UUID | None, Any]:
    seen: dict[UUID | None, Any] = {}
    for kind in kinds():
        ids = [use.record for use in found if use.kind == kind.name]
        if ids:
            seen |= {row.pk: row for row in kind.rows().visible_to(viewer).filter(pk__in=ids)}
    return seen


def derived(viewer: Viewer, report: Report) -> list[Derived]:
    """For the originator: which agencies use its report, in a case or a legal request; the case by name if it sees it.

    Told of those as well that no longer stand, for what was taken from them may still be there.
    """
    rows = Use.objects.unscoped("the originator learns which agencies use its report")
    others = rows.filter(report=report, removed_at=None).exclude(agency=viewer.agency_id).select_related("agency")
    found = list(others.order_by("created_at")[:MOST])
    cases: Any = Case.objects
    seen = {case.pk: case for case in cases.visible_to(viewer).filter(pk__in={use.case_id for use in found})}
    return [_derived(use, seen.get(use.case_id)) for use in found]


def _derived(use: Use, case: Case | None) -> Derived:
    what = _("In a legal request") if use.kind else _("In a case")
    return Derived(use.agency, what, case.title if case else "", case.get_absolute_url() if case else "")
