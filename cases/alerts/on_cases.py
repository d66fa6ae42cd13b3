"""Cases as what alerts are raised on, and the panel that lists them on a case's page."""

from typing import Any
from uuid import UUID

from access.decide import require
from access.viewer import Viewer
from agencies.models import Person
from cases.alerts.reading import alerts_on
from cases.models import Case, NamedPerson
from cases.reading import RecordPage


def seen(viewer: Viewer, pk: UUID) -> Case | None:
    """The case, where the viewer reads it."""
    return Case.objects.permitted(viewer, "case.read").filter(pk=pk).first()


def require_right(viewer: Viewer, case: Case) -> None:
    """`NotAllowed` unless the viewer may raise an alert on it."""
    require(viewer, "case.alert", case)


def holders(viewer: Viewer, case: Case) -> list[Person] | None:
    """Of a compartment (and so of TLP:RED) those of the agency who are named in it."""
    if not case.compartment:
        return None
    rows = NamedPerson.objects.under(viewer, case).filter(agency=viewer.agency, ended_at=None)
    return [row.person for row in rows.select_related("person")]


def panel_of(page: RecordPage) -> dict[str, Any] | None:
    """What the panel shows of this case; None where there is no alert that the viewer sees, nor any to raise."""
    shown = alerts_on(page.viewer, "case", page.case.pk, may_raise=page.may("case.alert"))
    return shown if shown["alerts"] or shown["may_raise"] else None
