"""The case on a map: the entries that have a place, and the lines of its routes."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from access.viewer import Viewer
from cases.chronology.models import Entry, Route
from cases.chronology.models.route import role_at
from cases.chronology.reading import entries_of
from cases.models import Case

MOST = 300  # entries on one map, the latest of those asked for
MOST_ROUTES = 100


@dataclass(frozen=True)
class Way:
    """A route with the legs that this viewer sees, in order: {lat, lon, label, role}."""

    route: Route
    legs: list[dict[str, Any]]

    @property
    def drawn(self) -> bool:
        """Whether there is a line to draw: two legs at least."""
        return len(self.legs) > 1


@dataclass(frozen=True)
class Map:
    """What is on the map, oldest first; `more`: there are earlier entries; `unplaced`: entries without coordinates."""

    entries: list[Entry]
    ways: list[Way]
    more: bool = False
    unplaced: list[Entry] = field(default_factory=list)

    def data(self) -> dict[str, Any]:
        """As the page's map reads it."""
        lines = [{"id": str(way.route.pk), "label": way.route.name, "legs": way.legs} for way in self.ways if way.drawn]
        return {"places": [_place(entry) for entry in self.entries], "routes": lines}


def map_of(viewer: Viewer, case: Case, *, since: datetime | None = None, until: datetime | None = None) -> Map:
    """The map of a case as this viewer sees it; a range narrows its entries, and so the routes made of entries."""
    found = list(entries_of(viewer, case, since=since, until=until).order_by("-first", "-id")[: MOST + 1])
    entries = found[:MOST][::-1]
    placed = [entry for entry in entries if entry.lat is not None]
    routes = Route.objects.under(viewer, case).select_related("agency").order_by("name", "id")[:MOST_ROUTES]
    ways = [Way(route, legs_of(route, placed)) for route in routes]
    return Map(placed, ways, more=len(found) > MOST, unplaced=[entry for entry in entries if entry.lat is None])


def legs_of(route: Route, placed: list[Entry]) -> list[dict[str, Any]]:
    """The stops of a route; where it has none, the given entries that name it, by their time."""
    if route.stops:
        return [{**_at(stop["lat"], stop["lon"], stop["place"]), "role": stop["role"]} for stop in route.stops]
    named = [entry for entry in placed if entry.route_id == route.pk]
    return [
        {**_at(entry.lat, entry.lon, title_of(entry)), "role": entry.role or role_at(n, len(named))}
        for n, entry in enumerate(named)
    ]


def title_of(entry: Entry) -> str:
    """What a mark is called: the place, else how the text begins."""
    return entry.place or (entry.text if len(entry.text) <= 60 else f"{entry.text[:59]}…")


def _at(lat: float | None, lon: float | None, label: str) -> dict[str, Any]:
    return {"lat": lat, "lon": lon, "label": label}


def _place(entry: Entry) -> dict[str, Any]:
    return {
        "id": str(entry.pk),
        **_at(entry.lat, entry.lon, title_of(entry)),
        "when": entry.when_in_words,
        "kind": entry.role or "event",
        "url": entry.get_absolute_url(),
        "agency": entry.agency.name,
    }
