"""The entries of a world, as the file describes them: references are still keys."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from demo.case_entries import (
    ActionEntry,
    CardEntry,
    ChargeEntry,
    EvidenceEntry,
    GroupEntry,
    LinkEntry,
    RouteEntry,
    ScreeningEntry,
    SubjectEntry,
    TimelineEntry,
    WarrantEntry,
)
from demo.kinds import Ref
from demo.moments import When
from demo.nodes import Node
from demo.problems import Place
from demo.report_entries import ReportEntry


@dataclass(frozen=True, slots=True)
class TurnEntry:
    """A turn of duty at an agency's desk."""

    node: Node
    person: Ref
    starts: When
    ends: When
    kind: str


@dataclass(frozen=True, slots=True)
class AgencyEntry:
    """An agency, and whom it shuts out of everything it originates."""

    node: Node
    id: UUID | None
    key: str
    name: str
    kind: str
    country: str
    languages: tuple[str, ...]
    desk_email: str
    desk_phone: str
    excludes: tuple[Ref, ...]
    duty: tuple[TurnEntry, ...]


@dataclass(frozen=True, slots=True)
class PersonEntry:
    """A person; the first agency of `roles` is the one acted for after signing in."""

    node: Node
    id: UUID | None
    key: str
    username: str
    name: str
    email: str
    password: str
    totp: str | None
    language: str
    roles: dict[Ref, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class NoteEntry:
    """A note on a case; `only` names the agencies that alone may read it."""

    node: Node
    id: UUID | None
    by: Ref
    text: str
    only: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class CaseEntry:
    """A joint case in the state it shall have reached."""

    node: Node
    id: UUID | None
    key: str
    title: str
    summary: str
    state: str
    outcome: str
    tlp: str
    handling: tuple[str, ...]
    handling_note: str
    lead: Ref
    partners: tuple[Ref, ...]
    observers: tuple[Ref, ...]
    accepted: tuple[Ref, ...]
    named: tuple[Ref, ...]
    excluded: tuple[Ref, ...]
    notes: tuple[NoteEntry, ...]
    subjects: tuple[SubjectEntry, ...]
    links: tuple[LinkEntry, ...]
    timeline: tuple[TimelineEntry, ...]
    routes: tuple[RouteEntry, ...]
    actions: tuple[ActionEntry, ...]
    warrants: tuple[WarrantEntry, ...]
    evidence: tuple[EvidenceEntry, ...]
    cards: tuple[CardEntry, ...]
    charges: tuple[ChargeEntry, ...]
    screenings: tuple[ScreeningEntry, ...]
    offences: tuple[GroupEntry, ...]
    notices: tuple[Any, ...]

    def place(self, key: str) -> Place:
        """Where a key of this entry stands, or the entry itself where the key is left out."""
        return self.node.child(key).place

    @property
    def invited(self) -> tuple[Ref, ...]:
        """Every agency beside the lead."""
        return self.partners + self.observers


@dataclass(frozen=True, slots=True)
class World:
    """All that one file describes."""

    name: str
    agencies: tuple[AgencyEntry, ...] = ()
    people: tuple[PersonEntry, ...] = ()
    cases: tuple[CaseEntry, ...] = ()
    reports: tuple[ReportEntry, ...] = ()
    networks: tuple[Any, ...] = ()
    meetings: tuple[Any, ...] = ()
    rfis: tuple[Any, ...] = ()
    alerts: tuple[Any, ...] = ()
    operations: tuple[Any, ...] = ()
