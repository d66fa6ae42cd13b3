"""What a search finds beside cases: records of apps above this one, of which it knows nothing. They register here."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise

from access.viewer import Viewer
from cases.search.highlight import Piece


@dataclass(frozen=True)
class Other:
    """A record that was found: its address, label and TLP, whose it is, the field, and the excerpt as pieces."""

    noun: str
    id: UUID
    url: str
    label: str
    tlp: str
    whose: str
    where: str
    pieces: list[Piece]

    @property
    def excerpt(self) -> str:
        """The pieces as one text."""
        return "".join(piece.text for piece in self.pieces)


Find = Callable[[Viewer, str], list[Other]]


@dataclass(frozen=True)
class Finder:
    """A kind of record: the heading of what is found, its icon, and how it is found for a viewer, the best first."""

    heading: str | Promise
    icon: str
    find: Find


@dataclass(frozen=True)
class Beside:
    """What one finder found."""

    heading: str
    icon: str
    found: list[Other]


_finders: dict[str, Finder] = {}


def register_finder(name: str, heading: str | Promise, icon: str, find: Find) -> None:
    """Have the search of the top bar find these records too; `find` answers with what the viewer may see alone."""
    _finders[name] = Finder(heading, icon, find)


def find_beside(viewer: Viewer, query: str) -> list[Beside]:
    """What the finders find, those that found something, in the order of their registration."""
    made = [Beside(str(one.heading), one.icon, one.find(viewer, query)) for one in _finders.values()]
    return [one for one in made if one.found]
