"""A report of a world that is attached to a case, or to a warrant in it, by somebody of an agency that works there."""

from typing import Any

from access.decide import can
from access.viewer import Viewer
from agencies.models import Agency
from cases.models import Case
from cases.warrants.models import Warrant
from demo.company import Company
from demo.ledger import Ledger
from demo.problems import Problem
from demo.refusals import at
from demo.report_entries import UseEntry
from intelligence.reports.models import Report
from intelligence.usage.models import Use


def used(company: Company, ledger: Ledger, said: UseEntry, report: Report) -> Use:
    """Attach it, for the first agency of the person that works on the case. Raises Problem where the verb refuses."""
    by, case = _who_and_where(company, ledger, said)
    target: dict[str, Any] = {"kind": "warrant", "record": _warrant(said, case, by).pk} if said.warrant else {}
    with at(said.node):
        return Use.attach(report, by=by, case=case, id=said.id, **target)


def _who_and_where(company: Company, ledger: Ledger, said: UseEntry) -> tuple[Viewer, Case]:
    person, pk = company.person(said.by), ledger.ids("cases")[said.case.key]
    for agency in (Agency.objects.get(pk=pk) for pk in company.agencies_of(person)):
        viewer = company.viewer(person, agency)
        case = Case.objects.visible_to(viewer).filter(pk=pk).first()
        if case is not None and can(viewer, "case.attach", case):
            return viewer, case
    raise Problem(said.by.place, f"expected a person who works on the case “{said.case.key}”, found “{said.by.key}”")


def _warrant(said: UseEntry, case: Case, by: Viewer) -> Warrant:
    found = Warrant.objects.under(by, case).filter(number=said.warrant).first()
    if found is None:
        raise Problem(said.place("warrant"), f"expected the number of a warrant of that case, found “{said.warrant}”")
    return found
