"""What the tests of uses do again and again."""

from typing import Any

from access.viewer import Viewer
from cases.models import Case
from cases.warrants.models import Warrant
from intelligence.releases.models import Release
from intelligence.releases.models.terms import Terms
from intelligence.reports.models import Report
from intelligence.usage.models import Use
from tests.cases.warrants.people import warrant
from tests.intelligence.writing import a_report


def report_of(by: Viewer, *handling: str, hides: bool = True, **marking: Any) -> Report:
    """A validated report with these handling codes; its recipients do not see one another unless `hides` is off."""
    return a_report(by, marking={"handling": list(handling)} | marking, cover={"hides_recipients": hides})


def released(report: Report, to: Viewer, by: Viewer, *leave: str, **terms: Any) -> Release:
    """An active release to the viewer's agency."""
    line: Release = Release.ask(by=to, owner=report.originator, purpose="An inquiry", reference=report.reference)
    assert line.approve(by=by, terms=Terms(leave=leave, **terms))
    return line


def seen(viewer: Viewer, case: Case) -> list[Report]:
    """The reports that the viewer sees attached to a case."""
    return [use.report for use in Use.objects.under(viewer, case).select_related("report")]


def legal(case: Case, by: Viewer) -> dict[str, Any]:
    """A warrant of the case, as `Use.attach` takes it."""
    row: Warrant = warrant(case, by)
    return {"kind": "warrant", "record": row.pk}
