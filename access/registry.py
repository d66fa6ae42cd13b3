"""Which models are protected, and how. Domains register here; nothing in `access` knows a domain."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.models import Permission
from django.db.models import Model, Q
from django.db.models.functions import Now

EVER = datetime.fromisoformat("1970-01-01T00:00:00+00:00")
FOREVER = datetime.fromisoformat("9999-12-31T00:00:00+00:00")


@dataclass(frozen=True)
class Entitlement:
    """One live line of a domain's ledger: this agency (or this person for it) holds `level` from `since` to `until`."""

    level: str
    agency_id: UUID
    group_id: int
    person_id: UUID | None = None
    until: datetime = FOREVER
    since: datetime = EVER  # later only for a root whose grants are `Embargoed`
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
    opens: "Opens | None" = None  # of a root whose pieces may be withheld from some holders: which rows they may see
    holds: "Holds | None" = None  # the same rule for figures over very many: the roots whose piece a viewer holds
    # The fields that name another record, and its originator: who is shut out of that is shut out of this as well.
    bound_by: tuple[str, str] | None = None

    @property
    def shut_by(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The fields of a row that exclusions name: by the record's id, and by its originator's."""
        by_object, by_originator = zip(
            *(("pk", "originator_id"), *([self.bound_by] if self.bound_by else [])), strict=True
        )
        return by_object, by_originator

    def codename(self, level: str) -> str:
        """The guardian permission of a level."""
        return f"{self.name}_{level}"

    @property
    def embargoed(self) -> bool:
        """Whether its grants have a beginning as well as an end."""
        return hasattr(self.group_grants, "begins_at")

    @property
    def in_force(self) -> dict[str, Any]:
        """The filter of a grant that is in force now, by the database's clock."""
        return {"expires_at__gt": Now()} | ({"begins_at__lte": Now()} if self.embargoed else {})

    @property
    def in_force_sql(self) -> str:
        """The same for statements written by hand."""
        begun = " AND begins_at <= statement_timestamp()" if self.embargoed else ""
        return f"expires_at > statement_timestamp(){begun}"


@dataclass(frozen=True)
class NamedIn:
    """The field of a row that says which piece of its root it is."""

    field: str


Opens = Callable[[Any, str, "str | NamedIn"], Q]
"""(viewer, path to the root, piece) -> the condition that a row of this piece is not withheld from the viewer."""
Holds = Callable[[Any, str], list[Any]]
"""(viewer, piece) -> querysets of one column: ids of the roots of which `opens` opens this piece to the viewer."""


@dataclass(frozen=True)
class Child:
    """A model whose rows inherit from a root along `path`, for those who may `action` the root.

    `audience` names array fields of agency ids, of the row or of rows it hangs on (`only`, `source__only`): not empty,
    only those agencies see the row. `also` names foreign keys to other protected rows that must be visible too.
    `in_log`: whether events are about such rows (a subject) or never (a name of a subject). `piece`: the piece of the
    root that the row is, or the field that says so; a holder from whom it is withheld does not see the row. `stands`:
    (viewer) -> a condition of the domain's own under which the row may be seen at all, asked anew in each statement.
    """

    name: str
    model: type[Model]
    path: str
    action: str
    audience: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    in_log: bool = True
    piece: "str | NamedIn" = ""
    stands: Callable[[Any], Q] | None = None

    @property
    def conditional(self) -> bool:
        """Whether more than the root, an audience and companions decides who sees a row."""
        return bool(self.piece) or self.stands is not None


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


def children_of(root: type[Model]) -> list[Child]:
    """The children that inherit from this root, in the order of their declaration."""
    return [child for child in _children.values() if root_model(child) is root]


def root_model(child: Child) -> type[Model]:
    """The root model at the end of a child's path."""
    return followed_model(child.model, child.path)


def followed_model(model: Any, path: str) -> type[Model]:
    """The model at the end of a path of foreign keys."""
    for step in path.split("__"):
        model = model._meta.get_field(step).related_model
    found: type[Model] = model
    return found


def may_be_empty(model: Any, path: str) -> bool:
    """Whether a foreign key on this path may be NULL."""
    for step in path.split("__"):
        field = model._meta.get_field(step)
        if field.null:
            return True
        model = field.related_model
    return False


def root_of(obj: Any) -> Any:
    """The root row that an object inherits from; the object itself where it is a root."""
    child = child_of(type(obj))
    return followed(obj, child.path) if child else obj


def followed(obj: Any, path: str) -> Any:
    """What stands at the end of `path` (`source__only`); None where a link of it is empty."""
    for step in path.split("__"):
        obj = getattr(obj, step) if obj is not None else None
    return obj


def audiences(obj: Any) -> list[list[UUID]]:
    """The audiences that narrow this child, its own and those of the rows it hangs on; none: all who see its root."""
    child = child_of(type(obj))
    return [only for path in (child.audience if child else ()) if (only := followed(obj, path))]


def removals(model: type[Model]) -> list[str]:
    """The fields that say when a row, or a row it hangs on, was removed: all NULL for a row that stands."""
    child = child_of(model)
    above = [path.rpartition("__")[0] for path in (child.audience if child else ())]
    prefixes = [f"{path}__" for path in dict.fromkeys(above) if path]
    own = [""] if any(field.name == "removed_at" for field in model._meta.get_fields()) else []
    return [f"{prefix}removed_at" for prefix in own + prefixes]


def companions(obj: Any) -> list[Any]:
    """The other protected rows that must be visible for this child to be."""
    child = child_of(type(obj))
    return [other for path in (child.also if child else ()) if (other := followed(obj, path)) is not None]


def opened(child: Child, viewer: Any) -> Q:
    """The condition that a row of this child stands and is not withheld from the viewer; empty where it always is."""
    opens = aggregate_of(root_model(child)).opens
    condition = opens(viewer, child.path, child.piece) if opens and child.piece else Q()
    return condition & child.stands(viewer) if child.stands else condition


def purpose_of(name: str) -> str:
    """What consulting a root of this name is for, as the log says it; the name itself for an undeclared one."""
    return next((a.purpose for a in aggregates() if a.name == name), name)


def permission_ids() -> dict[str, int]:
    """Guardian permission ids by `<name>_<level>`, for all declared roots: one query."""
    labels = {a.model._meta.app_label for a in aggregates()}
    rows = Permission.objects.filter(content_type__app_label__in=labels).values_list("codename", "pk")
    return dict(rows)
