"""How the records of a case are copied into another: each room's rows by a carrier, of which joining knows no more."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from access.registry import child_of, followed, removals
from access.viewer import Viewer
from cases.joining.narrowing import audience_in, readers_of
from cases.models import Case

Mapping = dict[UUID, Any]  # id of a record that was copied -> its copy


@dataclass(frozen=True)
class Carried:
    """One record on its way: the case it goes into, for which agencies, by whom, and the copies made before it."""

    row: Any
    into: Case
    only: list[UUID]
    by: Viewer
    mapping: Mapping


Copy = Callable[[Carried], Any]  # the new row, or None where what it hangs on was not copied


@dataclass(frozen=True)
class Carrier:
    """A kind of record and how one is copied. `hangs_on`: foreign keys whose copies it needs; none: it is chosen."""

    model: type[Any]
    copy: Copy
    hangs_on: tuple[str, ...] = ()


_carriers: dict[type[Any], Carrier] = {}


def register_carrier(model: type[Any], copy: Copy, *, hangs_on: tuple[str, ...] = ()) -> None:
    """Say how rows of a model are copied. They are copied in the order of registration: what hangs on others, later."""
    _carriers[model] = Carrier(model, copy, hangs_on)


def carriers() -> list[Carrier]:
    """Every carrier, in the order of copying."""
    return list(_carriers.values())


def carry_all(
    case: Case, *, into: Case, by: Viewer, chosen: Collection[UUID] | None = None, guests: set[UUID] | None = None
) -> int:
    """Copy every standing record of a case (or the chosen, with what hangs on them) into another; how many were.

    A copy is for exactly the agencies that could see the record and take part in `into` (or are `guests`, asked to it);
    where that leaves none, it is not made. Within the frame of a verb that holds both cases.
    """
    seers, guests = readers_of(case), readers_of(into) if guests is None else guests
    mapping: Mapping = {}
    for carrier in carriers():
        for row in _rows(carrier, case, chosen, mapping):
            only = audience_in(row, seers=seers, guests=guests)
            made = carrier.copy(Carried(row, into, only, by, mapping)) if only else None
            if made is not None:
                mapping[row.pk] = made
    return len(mapping)


def _rows(carrier: Carrier, case: Case, chosen: Collection[UUID] | None, mapping: Mapping) -> Iterator[Any]:
    child: Any = child_of(carrier.model)
    rows: Any = carrier.model.objects.unscoped("merging reads what it copies")
    standing = rows.filter(**{child.path: case.pk}, **dict.fromkeys(removals(carrier.model)))
    above = [followed_by for path in (*child.audience, *child.also) if (followed_by := path.rpartition("__")[0])]
    for row in standing.select_related("case", "agency", "author", *above, *child.also).order_by("created_at", "id"):
        if not carrier.hangs_on and chosen is not None and row.pk not in chosen:
            continue
        if all(_is_copied(row, field, mapping) for field in carrier.hangs_on):
            yield row


def _is_copied(row: Any, field: str, mapping: Mapping) -> bool:
    """Whether what the row names in this field was copied; a field that names nothing asks for nothing."""
    value = followed(row, f"{field}_id")
    return value is None or value in mapping
