"""What a request has fetched for its viewer, so that the log can say what was consulted before the answer leaves."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from access import registry
from audit.log import Ref


class Shown:
    """Rows whose content was fetched. Their roots are worked out at the end, once related rows have been joined."""

    def __init__(self) -> None:
        self._rows: list[Any] = []

    def note(self, rows: Iterable[Any]) -> None:
        """Remember these rows, of roots or of children (each has a `ref`)."""
        self._rows.extend(rows)

    def refs(self) -> list[Ref]:
        """The roots, in the order of fetching, each once."""
        found: dict[UUID, Ref] = {}
        for row in sorted(self._rows, key=_is_child):  # a root knows its originator without a query
            root = _root_id(row)
            if root not in found:
                found[root] = registry.root_of(row).ref
        return list(found.values())


def _is_child(row: Any) -> bool:
    return registry.child_of(type(row)) is not None


def _root_id(row: Any) -> UUID:
    child = registry.child_of(type(row))
    if child is None:
        root: UUID = row.pk
        return root
    first, _, rest = child.path.partition("__")
    return _root_id(getattr(row, first)) if rest else UUID(str(getattr(row, f"{first}_id")))
