"""What an alert is raised on. Apps above register their own kinds (victims, operations); cases are one from here."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.functional import Promise

from access.viewer import Viewer
from agencies.models import Person
from coordination_center.errors import Unseen


@dataclass(frozen=True)
class OriginKind:
    """A kind of record that alerts are raised on.

    `seen`: the row, where the viewer may know of it now, else None; it has `pk`, `originator_id`, a title as text and
    an address. `require`: `NotAllowed` for whoever may not raise an alert on it. `holders`: of a restricted record the
    people of the raising agency who alone shall hold the alert; None: the whole agency.
    """

    name: str
    label: str | Promise
    seen: Callable[[Viewer, UUID], Any]
    require: Callable[[Viewer, Any], None]
    holders: Callable[[Viewer, Any], list[Person] | None]


_kinds: dict[str, OriginKind] = {}


def register_origin(kind: OriginKind) -> None:
    """Declare a kind; apps do so as they start."""
    _kinds[kind.name] = kind


def kinds() -> list[str]:
    """The names of what an alert can be raised on."""
    return sorted(_kinds)


def origin_for(viewer: Viewer, name: str, pk: Any) -> tuple[OriginKind, Any]:
    """The record to raise an alert on. `Unseen` for an unknown kind and an unseen record, `NotAllowed` by its rule."""
    kind, wanted = _kinds.get(name), _uuid(pk)
    row = kind.seen(viewer, wanted) if kind and wanted else None
    if kind is None or row is None:
        raise Unseen(object_type="alert", object_id=wanted, action="alert.create")
    kind.require(viewer, row)
    return kind, row


def seen_origin(viewer: Viewer, name: str, pk: UUID) -> Any:
    """What an alert was raised on, for whoever may know of it anyway; None for all others."""
    kind = _kinds.get(name)
    return kind.seen(viewer, pk) if kind else None


def _uuid(value: Any) -> UUID | None:
    try:
        return value if isinstance(value, UUID) else UUID(str(value))
    except ValueError:
        return None
