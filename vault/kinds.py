"""Which kinds of identity there are. The app that holds one says who may read it; the vault asks at every opening."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

from access.viewer import Viewer
from audit.log import Ref


@dataclass(frozen=True)
class FieldKind:
    """A field of a kind: of several values or one, and whether an equal value can be looked for (a blind index)."""

    several: bool = False
    findable: bool = False


@dataclass(frozen=True)
class Kind:
    """A kind of identity: its fields, its purposes, who reads one, and how the log names what it belongs to.

    `reader` takes the viewer and the vault record's id and is asked in the transaction of the opening, on rows as they
    stand. `ref` gives the record of the using app that the log is to name. `shared`: people of other agencies than the
    one it is kept for may be its readers; to all others of them it is absent.
    """

    name: str
    fields: Mapping[str, FieldKind]
    purposes: frozenset[str]
    reader: Callable[[Viewer, UUID], bool]
    ref: Callable[[UUID], Ref]
    shared: bool = False


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Declare a kind; apps do so as they start."""
    _kinds[kind.name] = kind


def kind_of(name: str) -> Kind:
    """The kind of this name; `LookupError` for one that nobody declared."""
    return _kinds[name]
