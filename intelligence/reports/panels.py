"""Panels that apps above this one put on the page of a report: its releases, its source."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from intelligence.reports.reading import Sheet

Make = Callable[[Sheet], dict[str, Any] | None]


@dataclass(frozen=True)
class Panel:
    """A part of the page: `make` gives what its template shows as `panel`, or None where there is nothing to show."""

    order: int
    template: str
    make: Make


_panels: dict[str, Panel] = {}


def register_panel(name: str, order: int, template: str, make: Make) -> None:
    """Put a panel on the page of every report; an app does this as it starts. The template reads `panel`, `sheet`."""
    _panels[name] = Panel(order, template, make)


def panels_of(sheet: Sheet) -> list[tuple[str, dict[str, Any]]]:
    """(template, what it shows) of every panel that has something for this viewer, in their order."""
    ordered = sorted(_panels.values(), key=lambda panel: panel.order)
    made = [(panel.template, panel.make(sheet)) for panel in ordered]
    return [(template, shown) for template, shown in made if shown is not None]
