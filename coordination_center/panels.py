"""Panels that apps above a page put on it: releases on a report, links and warrants on a subject."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, ParamSpec

P = ParamSpec("P")
Shown = dict[str, Any]


@dataclass(frozen=True)
class Panel(Generic[P]):
    """A part of a page: `make` gives what its template shows as `panel`, or None where there is nothing to show."""

    order: int
    template: str
    make: Callable[P, Shown | None]


class Panels(Generic[P]):
    """The panels of one kind of page, by name."""

    def __init__(self) -> None:
        self._panels: dict[str, Panel[P]] = {}

    def put(self, name: str, order: int, template: str, make: Callable[P, Shown | None]) -> None:
        """Put a panel on every page of this kind; an app does this as it starts.

        The template reads `panel` (what `make` gave) and what every page of this kind has.
        """
        self._panels[name] = Panel(order, template, make)

    def of(self, *args: P.args, **kwargs: P.kwargs) -> list[tuple[str, Shown]]:
        """(template, what it shows) of every panel that has something to show here, in their order."""
        ordered = sorted(self._panels.values(), key=lambda panel: panel.order)
        made = [(panel.template, panel.make(*args, **kwargs)) for panel in ordered]
        return [(template, shown) for template, shown in made if shown is not None]
