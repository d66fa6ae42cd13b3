"""Operations as what urgent alerts are raised on."""

from uuid import UUID

from access.decide import require
from access.viewer import Viewer
from agencies.models import Person
from operations.models import Operation, OperationName


def seen(viewer: Viewer, pk: UUID) -> Operation | None:
    """The operation, where the viewer may know of it."""
    return Operation.objects.visible_to(viewer).filter(pk=pk).first()


def require_right(viewer: Viewer, operation: Operation) -> None:
    """`NotAllowed` unless the viewer may raise an alert on it."""
    require(viewer, "operation.alert", operation)


def holders(viewer: Viewer, operation: Operation) -> list[Person] | None:
    """Of a compartment those of the agency who are named in it."""
    if not operation.compartment:
        return None
    rows = OperationName.objects.under(viewer, operation).filter(agency=viewer.agency, ended_at=None)
    return [row.person for row in rows.select_related("person")]
