"""Which models are protected, and how. Domains register here; nothing in `access` knows a domain."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.models import Permission
from django.db.models import Model

FOREVER = datetime.fromisoformat("9999-12-31T00:00:00+00:00")


@dataclass(frozen=True)
class Entitlement:
    """One live line of a domain's ledger: this agency (or this person for it) holds `level` until `until`."""

    level: str
    agency_id: UUID
    group_id: int
    person_id: UUID | None = None
    until: datetime = FOREVER
    source: str = ""  # what to tell the person who asks why: the ledger row in words
    source_id: UUID | None = None


@dataclass(frozen=True)
class Aggregate:
    """A root record: its levels (guardian permissions `<name>_<level>`), grant tables and ledger."""

    name: str
    model: type[Model]
    levels: tuple[str, ...]
    group_grants: type[Model]
    user_grants: type[Model]
    ledger: Callable[[Any], Iterable[Entitlement]]
    purpose: str  # what a consultation of it is for, in the log

    def codename(self, level: str) -> str:
        """The guardian permission of a level."""
        return f"{self.name}_{level}"


@dataclass(frozen=True)
class Child:
    """A model whose rows inherit from a root along `path`, for those who may `action` the root.

    `audience` names an array field of agency ids: not empty, only those agencies see the row.
    """

    name: str
    model: type[Model]
    path: str
    action: str
    audience: str | None = None


_aggregates: dict[type[Model], Aggregate] = {}
_children: dict[type[Model], Child] = {}


class Undeclared(LookupError):
    """The model is not registered with `access`."""


def register(aggregate: Aggregate) -> None:
    """Declare a root record."""
    _aggregates[aggregate.model] = aggregate


def register_child(child: Child) -> None:
    """Declare rows that inherit from a root."""
    _children[child.model] = child


def aggregates() -> list[Aggregate]:
    """Every declared root."""
    return list(_aggregates.values())


def children() -> list[Child]:
    """Every declared child."""
    return list(_children.values())


def aggregate_of(model: type[Model]) -> Aggregate:
    """The declaration of a root model; `Undeclared` otherwise."""
    try:
        return _aggregates[model]
    except KeyError:
        raise Undeclared(model.__name__) from None


def child_of(model: type[Model]) -> Child | None:
    """The declaration of a child model, if it is one."""
    return _children.get(model)


def root_model(child: Child) -> type[Model]:
    """The root model at the end of a child's path."""
    model: Any = child.model
    for step in child.path.split("__"):
        model = model._meta.get_field(step).related_model
    root: type[Model] = model
    return root


def purpose_of(name: str) -> str:
    """What consulting a root of this name is for, as the log says it; the name itself for an undeclared one."""
    return next((a.purpose for a in aggregates() if a.name == name), name)


def permission_ids() -> dict[str, int]:
    """Guardian permission ids by `<name>_<level>`, for all declared roots: one query."""
    labels = {a.model._meta.app_label for a in aggregates()}
    rows = Permission.objects.filter(content_type__app_label__in=labels).values_list("codename", "pk")
    return dict(rows)
