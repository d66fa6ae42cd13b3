"""What a request has fetched for its viewer, so that the log can say what was consulted before the answer leaves."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from audit.log import Ref


class Shown:
    """Root records whose content was fetched, in the order of fetching, each once."""

    def __init__(self) -> None:
        self._refs: dict[UUID, Ref] = {}

    def note(self, rows: Iterable[Any]) -> None:
        """Remember the roots of these rows (each has a `ref`)."""
        for row in rows:
            ref: Ref = row.ref
            self._refs.setdefault(ref.root, Ref(ref.root_type, ref.root, ref.root_type, ref.root, ref.owner))

    def refs(self) -> list[Ref]:
        """The roots, first fetched first."""
        return list(self._refs.values())
