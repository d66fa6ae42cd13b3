"""What an agency holds of a person or a thing, whatever record it stands in: a subject of a case, of a report.

A record that others may ask about registers a `Source` as its app starts, calls `index.keep(holding)` inside the verb
that writes it and `index.drop(id)` inside the one that takes it away. Everything else here knows no kind of record.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.functional import Promise

from access.viewer import Viewer

PEOPLE = frozenset({"Person", "LegalEntity"})
BODIES = frozenset({"Organization", "Company", "PublicBody", "LegalEntity", "Vessel"})


@dataclass(frozen=True)
class Holding:
    """One record as the match index takes it.

    `noun` and `id` name the record, `root_type`, `root` and `originator` what it belongs to, `agency` who supplied it
    and answers for it. `numbers` are (kind, normal form). `notice` is both, owner or none, as it stands: a restricted
    record says owner unless its owner said otherwise.
    """

    noun: str
    id: UUID
    root_type: str
    root: UUID
    originator: UUID
    agency: UUID
    kind: str
    names: tuple[str, ...] = ()
    born: str = ""
    nationality: tuple[str, ...] = ()
    numbers: tuple[tuple[str, str], ...] = ()
    notice: str = "both"


@dataclass(frozen=True)
class Source:
    """Where holdings of one noun come from.

    `standing(ids)` gives those that stand now, for verbs and tasks, in one query and with `names` and `numbers` left
    out: removed, archived and erased ones are missing, and so is what its supplier itself can no longer read.
    `model` is the protected model whose `visible_to` says who sees the record; `label` what to call one, `page` its
    address, `every()` all of them for a rebuild, `icon` its picture.
    """

    noun: str
    model: Any
    standing: Callable[[Iterable[UUID]], Iterable[Holding]]
    every: Callable[[], Iterable[Holding]]
    label: Callable[[Any], str]
    page: Callable[[Any], str]
    word: str | Promise
    icon: str = "person"


_sources: dict[str, Source] = {}


def register_holdings(source: Source) -> None:
    """Let a kind of record be asked about."""
    _sources[source.noun] = source


def sources() -> list[Source]:
    """Every kind of record that can be asked about."""
    return list(_sources.values())


def source_of(noun: str) -> Source:
    """The source of a noun; `KeyError` for one that is not registered."""
    return _sources[noun]


NOBODY = UUID(int=0)  # asked for where nothing matched: the same statements run, whatever the answer


def standing(found: Iterable[tuple[str, UUID]]) -> dict[UUID, Holding]:
    """Of these (noun, id), the holdings that stand now. As many queries as there are sources, found or not."""
    by_noun: dict[str, list[UUID]] = {noun: [NOBODY] for noun in _sources}
    for noun, pk in found:
        if noun in by_noun:
            by_noun[noun].append(pk)
    return {one.id: one for noun, ids in by_noun.items() for one in _sources[noun].standing(ids)}


def seen_by(viewer: Viewer, noun: str) -> Any:
    """The ids of the records of a noun that this viewer sees now, as a queryset to filter by."""
    rows: Any = _sources[noun].model.objects
    return rows.visible_to(viewer).values("pk")
