"""The parts a dossier can have: each makes one section of what its viewer may see, or none."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from access.viewer import Viewer
from coordination_center.paper.blocks import Section

Make = Callable[[Viewer, Any], Section | None]


@dataclass(frozen=True)
class Part:
    """A part by its code and label; `make` takes a viewer and a case of `with_parts`, and reads through the viewer."""

    name: str
    label: str | Promise
    make: Make
    order: int


_parts: dict[str, Part] = {}


def register_part(name: str, label: str | Promise, make: Make, *, order: int) -> None:
    """Add a part; an app does this as it starts."""
    _parts[name] = Part(name, label, make, order)


def parts() -> list[Part]:
    """Every part, in its order on paper."""
    return sorted(_parts.values(), key=lambda part: part.order)


def choices() -> list[tuple[str, str | Promise]]:
    """The parts for a form."""
    return [(part.name, part.label) for part in parts()]
