"""Panels that apps above this one put on the page of a warrant: the reports that are attached to it."""

from collections.abc import Callable
from typing import Any

from access.viewer import Viewer
from cases.warrants.models import Warrant

Make = Callable[[Viewer, Warrant], dict[str, Any] | None]
_panels: dict[str, Make] = {}


def register_panel(template: str, make: Make) -> None:
    """Put a panel on the page of every warrant; an app does this as it starts. The template reads `panel`, `case`.

    `make` is asked for a viewer who sees the warrant, and gives None where there is nothing for them.
    """
    _panels[template] = make


def panels_of(viewer: Viewer, warrant: Warrant) -> list[tuple[str, dict[str, Any]]]:
    """(template, what it shows) of every panel that has something for this viewer."""
    made = [(template, make(viewer, warrant)) for template, make in _panels.items()]
    return [(template, shown) for template, shown in made if shown is not None]
