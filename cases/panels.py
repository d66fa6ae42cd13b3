"""Panels that rooms put on the first page of a case: its urgent alerts."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from cases.reading import RecordPage

Make = Callable[[RecordPage], dict[str, Any] | None]


@dataclass(frozen=True)
class Panel:
    """A part of the page: `make` gives what its template shows as `panel`, or None where there is nothing to show."""

    order: int
    template: str
    make: Make


_panels: dict[str, Panel] = {}


def register_panel(name: str, order: int, template: str, make: Make) -> None:
    """Put a panel on the first page of every case; an app does this as it starts.

    `template` reads `panel` (what `make` gave), `case` and what every page of a case has.
    """
    _panels[name] = Panel(order, template, make)


def panels_of(page: RecordPage) -> list[tuple[str, dict[str, Any]]]:
    """(template, what it shows) of every panel that has something for this viewer, in their order."""
    ordered = sorted(_panels.values(), key=lambda panel: panel.order)
    made = [(panel.template, panel.make(page)) for panel in ordered]
    return [(template, shown) for template, shown in made if shown is not None]
