"""The values of a world file, each with its place; YAML and JSON alike."""

import re
from dataclasses import dataclass

from demo.problems import Place, Problem

Scalar = str | int | float | bool | None
MAX_DEPTH = 20
MAX_COPIES = 20_000  # values that aliases may repeat in all: a nest of aliases would else fill the memory

# What has no business in any text: control characters but tab and line ends, and halves of a surrogate pair.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Node:
    """A scalar, a list of nodes, or a mapping of nodes by key (in the order of the file)."""

    value: "Scalar | list[Node] | dict[str, Node]"
    place: Place

    def problem(self, sentence: str) -> Problem:
        """Something wrong with this value."""
        return Problem(self.place, sentence)

    def child(self, key: str) -> "Node":
        """The value under a key, or this node itself where the key is left out."""
        return self.value.get(key, self) if isinstance(self.value, dict) else self

    def kind(self) -> str:
        """What stands here, in words for an error."""
        names = {dict: "a mapping", list: "a list", str: "text", bool: "true or false", type(None): "nothing"}
        return names.get(type(self.value), "a number")

    def quoted(self) -> str:
        """What stands here, for an error: short text as it is, everything else by its kind."""
        if isinstance(self.value, str):
            return f"“{self.value[:60]}”"
        return self.kind() if isinstance(self.value, dict | list | None) else f"{self.kind()} ({self.value})"


def printable(text: str, place: Place) -> str:
    """`text`, or a problem that names its first unprintable character."""
    found = _UNPRINTABLE.search(text)
    if found:
        line = place.line + text.count("\n", 0, found.start()) if not place.path else place.line
        shown = f"U+{ord(found.group()):04X}"
        raise Problem(Place(place.file, line, place.path), f"expected readable text, found the character {shown}")
    return text


class Copier:
    """Copies what an alias repeats to the place of the alias, within `MAX_COPIES`."""

    def __init__(self) -> None:
        self._copies = 0

    def copy(self, node: Node, place: Place) -> Node:
        """`node` as it stands at `place`; lines stay those of the original."""
        self._copies += 1
        if self._copies > MAX_COPIES:
            raise Problem(place, f"expected aliases that repeat at most {MAX_COPIES} values in all")
        value = node.value
        if isinstance(value, list):
            return Node([self.copy(n, place.item(i, n.place.line)) for i, n in enumerate(value)], place)
        if isinstance(value, dict):
            return Node({k: self.copy(n, place.key(k, n.place.line)) for k, n in value.items()}, place)
        return Node(value, place)
