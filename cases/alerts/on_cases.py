"""Cases as what alerts are raised on, and the panel that lists them on a case's page."""

from typing import Any
from uuid import UUID

from access.decide import require
from access.viewer import Viewer
from agencies.models import Person
from cases.alerts.models import Alert
from cases.models import Case, NamedPerson
from cases.reading import RecordPage

MOST = 20


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
    """The alerts raised on this case that the viewer sees, newest first; and whether it may raise one."""
    found = Alert.objects.visible_to(page.viewer).filter(origin_type="case", origin_id=page.case.pk).living()
    rows = list(found.select_related("originator").order_by("-created_at", "-pk")[:MOST])
    may_raise = page.may("case.alert")
    return {"alerts": rows, "may_raise": may_raise} if rows or may_raise else None
