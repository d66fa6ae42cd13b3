"""Panels that rooms above this one put on the page of a subject: its links, its warrants, its other cases."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from access.viewer import Viewer
from cases.subjects.models import Subject

Make = Callable[[Viewer, Subject], dict[str, Any] | None]


@dataclass(frozen=True)
class Panel:
    """A part of the page: `make` gives what its template shows as `panel`, or None where there is nothing to show."""

    name: str
    order: int
    template: str
    make: Make


_panels: dict[str, Panel] = {}


def register_panel(name: str, order: int, template: str, make: Make) -> None:
    """Put a panel on the page of every subject; an app does this as it starts.

    `template` reads `panel` (what `make` gave), `subject`, `case` and what every page of a case has.
    """
    _panels[name] = Panel(name, order, template, make)


def panels_of(viewer: Viewer, subject: Subject) -> list[tuple[str, dict[str, Any]]]:
    """(template, what it shows) of every panel that has something for this viewer, in their order."""
    ordered = sorted(_panels.values(), key=lambda panel: panel.order)
    made = [(panel.template, panel.make(viewer, subject)) for panel in ordered]
    return [(template, shown) for template, shown in made if shown is not None]
