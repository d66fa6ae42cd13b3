"""What a world file describes of intelligence reports and their releases; references are still keys."""

from dataclasses import dataclass

from demo.case_entries import Entry, IdentifierEntry
from demo.kinds import Ref
from demo.moments import When
from demo.nodes import Node


@dataclass(frozen=True, slots=True)
class AboutEntry(Entry):
    """A subject of a report."""

    key: str
    kind: str
    role: str
    names: tuple[str, ...]
    born: str
    nationality: tuple[str, ...]
    identifiers: tuple[IdentifierEntry, ...]
    note: str
    only: tuple[Ref, ...]
    notice: str


@dataclass(frozen=True, slots=True)
class TranslationEntry(Entry):
    """A report's title and text in another language."""

    language: str
    title: str
    body: str
    made: str


@dataclass(frozen=True, slots=True)
class PlatformEntry(Entry):
    """A platform used to recruit or control."""

    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class ReleaseEntry(Entry):
    """A line of the release ledger in the state it shall have reached."""

    to: Ref
    person: Ref | None
    purpose: str
    requested_by: Ref | None
    state: str
    decided_by: Ref | None
    until: When | None
    withheld: tuple[str, ...]
    urgency: str
    reason: str
    acknowledged: bool
    leave: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UseEntry(Entry):
    """A report attached to a case, or to the warrant of that number in it, by a person of an agency in it."""

    case: Ref
    by: Ref
    warrant: str


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """A source of the originator by its codename, with what the vault keeps of it."""

    node: Node
    codename: str
    real_name: str
    contact: str


@dataclass(frozen=True, slots=True)
class ReportEntry(Entry):
    """A report of one agency, its originator, in the state it shall have reached."""

    key: str
    title: str
    body: str
    originator: Ref
    author: Ref
    source_grade: str
    information_grade: str
    state: str
    tlp: str
    handling: tuple[str, ...]
    handling_note: str
    circle: str
    case: Ref | None
    place_name: str
    route: tuple[str, ...]
    platforms: tuple[PlatformEntry, ...]
    exploitation: tuple[str, ...]
    language: str
    translations: tuple[TranslationEntry, ...]
    tearline: str
    attachments: tuple[str, ...]
    quotes: tuple[Ref, ...]
    superseded_by: Ref | None
    four_eyes: bool
    tearline_for_hits: bool
    hides_recipients: bool
    source: SourceEntry | None
    notice: str
    named: tuple[Ref, ...]
    excluded: tuple[Ref, ...]
    subjects: tuple[AboutEntry, ...]
    releases: tuple[ReleaseEntry, ...]
    uses: tuple[UseEntry, ...]
