"""Keys and references of a world: each key once, and every name naming something."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol
from uuid import UUID

from demo.entries import World
from demo.kinds import Ref
from demo.nodes import Node
from demo.problems import Problem, WorldError


class _Keyed(Protocol):
    @property
    def node(self) -> Node: ...
    @property
    def key(self) -> str: ...


Known = Mapping[str, frozenset[str]]  # the keys of earlier loads, by section


def check(world: World, known: Known) -> None:
    """Raise WorldError unless every key is new and every reference names an entry of this file or of `known`."""
    agencies = known["agencies"] | {entry.key for entry in world.agencies}
    people = known["people"] | {entry.key for entry in world.people}
    problems = [
        *_repeated(world, known),
        *_repeated_ids(world),
        *_unknown(_agencies_named(world), agencies, "an agency"),
        *_unknown(_people_named(world), people, "a person"),
        *_unclear(_either_named(world), agencies, people),
    ]
    if problems:
        raise WorldError(problems)


def _repeated(world: World, known: Known) -> Iterator[Problem]:
    sections: dict[str, Iterable[_Keyed]] = {
        "agencies": world.agencies,
        "people": world.people,
        "cases": world.cases,
    }
    for section, entries in sections.items():
        lines: dict[str, int] = {}
        for entry in entries:
            place = entry.node.child("key").place
            if entry.key in known[section]:
                yield Problem(place, f"expected a new key, found “{entry.key}”, which was loaded before")
            elif entry.key in lines:
                yield Problem(place, f"expected a new key, found “{entry.key}”, as in line {lines[entry.key]}")
            lines.setdefault(entry.key, place.line)


def _repeated_ids(world: World) -> Iterator[Problem]:
    notes = (note for case in world.cases for note in case.notes)
    for entries in (world.agencies, world.people, world.cases, notes):
        lines: dict[UUID, int] = {}
        for entry in entries:
            place = entry.node.child("id").place
            if entry.id is not None and entry.id in lines:
                yield Problem(place, f"expected a new id, found {entry.id}, as in line {lines[entry.id]}")
            if entry.id is not None:
                lines.setdefault(entry.id, place.line)


def _agencies_named(world: World) -> Iterator[Ref]:
    for person in world.people:
        yield from person.roles
    for case in world.cases:
        yield from (case.lead, *case.invited, *case.accepted)
        for note in case.notes:
            yield from note.only


def _people_named(world: World) -> Iterator[Ref]:
    for case in world.cases:
        yield from case.named
        yield from (note.by for note in case.notes)


def _either_named(world: World) -> Iterator[Ref]:
    for agency in world.agencies:
        yield from agency.excludes
    for case in world.cases:
        yield from case.excluded


def _unknown(refs: Iterable[Ref], keys: frozenset[str], wanted: str) -> Iterator[Problem]:
    for ref in refs:
        if ref.key not in keys:
            yield Problem(ref.place, f"expected the key of {wanted}, found “{ref.key}”")


def _unclear(refs: Iterable[Ref], agencies: frozenset[str], people: frozenset[str]) -> Iterator[Problem]:
    for ref in refs:
        if ref.key in agencies and ref.key in people:
            yield Problem(ref.place, f"expected the key of an agency or a person, “{ref.key}” is both")
        elif ref.key not in agencies | people:
            yield Problem(ref.place, f"expected the key of an agency or a person, found “{ref.key}”")
