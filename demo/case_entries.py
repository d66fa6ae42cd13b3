"""What the world file describes within one case, beside its notes; references are still keys."""

from dataclasses import dataclass
from uuid import UUID

from demo.kinds import Ref
from demo.moments import When
from demo.nodes import Node
from demo.problems import Place


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a list within a case."""

    node: Node
    id: UUID | None

    def place(self, key: str) -> Place:
        """Where a key of this item stands, or the item itself where the key is left out."""
        return self.node.child(key).place


@dataclass(frozen=True, slots=True)
class IdentifierEntry:
    """A number of a subject."""

    node: Node
    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class SubjectEntry(Entry):
    """A subject; `only` names the agencies that alone may know of it."""

    key: str
    kind: str
    role: str
    names: tuple[str, ...]
    born: str
    nationality: tuple[str, ...]
    identifiers: tuple[IdentifierEntry, ...]
    note: str
    tags: tuple[str, ...]
    photo: str
    only: tuple[Ref, ...]
    notice: str


@dataclass(frozen=True, slots=True)
class LinkEntry(Entry):
    """A link between two subjects of the case."""

    source: Ref
    target: Ref
    kind: str
    note: str


@dataclass(frozen=True, slots=True)
class TimelineEntry(Entry):
    """Something that happened."""

    at: When
    text: str
    where: str
    only: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class RouteEntry(Entry):
    """A way people took: places from its origin to its destination."""

    name: str
    note: str
    stops: tuple[str, ...]
    only: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class ActionEntry(Entry):
    """An item of the action plan."""

    text: str
    agency: Ref
    due: When | None
    state: str


@dataclass(frozen=True, slots=True)
class WarrantEntry(Entry):
    """A warrant on a subject, `renewed` so many times."""

    subject: Ref
    number: str
    court: str
    issued_by: Ref
    state: str
    channel: str
    renewed: int


@dataclass(frozen=True, slots=True)
class EvidenceEntry(Entry):
    """A piece of evidence, with its text or a file beside the world file."""

    title: str
    text: str
    file: str
    only: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class CardEntry(Entry):
    """A pseudonymous card of a potential victim; its pseudonym is drawn."""

    sex: str
    age_group: str
    age_from: int | None
    age_to: int | None
    nationality: tuple[str, ...]
    found_at: str
    needs: tuple[str, ...]
    only: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class ChargeEntry(Entry):
    """A charge against a subject, with its verdict where there is one."""

    subject: Ref
    agency: Ref
    offence: str
    court: str
    state: str
    decided_on: str
    sentence: str
    months: int | None


@dataclass(frozen=True, slots=True)
class ScreeningEntry(Entry):
    """A suspect who is referred for screening."""

    subject: Ref
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClaimEntry:
    """An element of an offence, claimed for a group."""

    node: Node
    code: str
    support: str
    text: str


@dataclass(frozen=True, slots=True)
class GroupEntry(Entry):
    """A group of victims, and the elements claimed for it."""

    group: str
    estimate: int | None
    minors: str
    claims: tuple[ClaimEntry, ...]
