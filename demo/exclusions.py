"""Who is shut out, in the last step of loading: what an excluded agency did before it was shut out has happened."""

from collections.abc import Callable

from access.decide import can, may
from access.exclusion import exclude
from access.viewer import Viewer
from agencies.models import Agency
from cases.models import Case
from demo.company import Company
from demo.entries import AgencyEntry, CaseEntry
from demo.gatherings import Item
from demo.kinds import Ref
from demo.nodes import Node
from demo.refusals import at
from demo.report_entries import ReportEntry
from intelligence.reports.models import Report
from operations.models import Operation


def exclude_from_case(entry: CaseEntry, case: Case, *, company: Company) -> None:
    """Shut out everyone in `excluded`, by the first person of the lead who may and is not shut out as well."""
    lead = company.agency(entry.lead)

    def may_exclude(viewer: Viewer) -> bool:
        return can(viewer, "case.exclude", case)

    _exclude(
        entry.excluded, entry.node, on=case, by=lead, action="case.exclude", may_exclude=may_exclude, company=company
    )


def exclude_from_report(entry: ReportEntry, report: Report, *, company: Company) -> None:
    """Shut out everyone in `excluded`, by the first person of the originator who may and is not shut out as well."""
    by = company.agency(entry.originator)

    def may_exclude(viewer: Viewer) -> bool:
        return can(viewer, "report.exclude", report)

    _exclude(
        entry.excluded, entry.node, on=report, by=by, action="report.exclude", may_exclude=may_exclude, company=company
    )


def exclude_from_operation(item: Item, operation: Operation, *, company: Company) -> None:
    """Shut out everyone in `excluded`, by the first person of the coordinator who may and is not shut out as well."""
    by = company.agency(item["coordinator"])

    def may_exclude(viewer: Viewer) -> bool:
        return can(viewer, "operation.exclude", operation)

    _exclude(
        item["excluded"], item.node, on=operation, by=by, action="operation.exclude", may_exclude=may_exclude,
        company=company,
    )  # fmt: skip


def exclude_from_agency(entry: AgencyEntry, *, company: Company) -> None:
    """Shut out everyone in `excludes` from all that the agency originates."""
    agency = company.agency(Ref(entry.key, entry.node.place))

    def may_exclude(viewer: Viewer) -> bool:
        return may(viewer, "agency.exclude")

    _exclude(
        entry.excludes,
        entry.node,
        on=agency,
        by=agency,
        action="agency.exclude",
        may_exclude=may_exclude,
        company=company,
    )


def _exclude(
    refs: tuple[Ref, ...],
    node: Node,
    *,
    on: Case | Report | Operation | Agency,
    by: Agency,
    action: str,
    may_exclude: Callable[[Viewer], bool],
    company: Company,
) -> None:
    shut = [company.either(ref) for ref in refs]
    for ref, someone in zip(refs, shut, strict=True):
        actor = company.actor(by, action, ref.place, fits=lambda v: v.person not in shut and may_exclude(v))
        with at(node, ref.place):
            if isinstance(someone, Agency):
                exclude(by=actor, on=on, agency=someone)
            else:
                exclude(by=actor, on=on, person=someone)
