"""Entries, routes, the map and the timeline of a case; places are public facts for whoever is signed in."""

from typing import Any

from access.viewer import Viewer
from cases.chronology.models import Entry, Route
from cases.chronology.placing import Spot
from cases.models import Case

READ = (302, 404, 200, 200, 404, 404, 404)
OWN = (302, 404, 403, 200, 404, 404, 404)
API = (401, 404, 200, 200, 404, 404, 404)

EXPECTED: dict[str, tuple[int, ...]] = {
    "places": (302, 200, 200, 200, 200, 200, 200),
    "case_map": READ,
    "case_entry_new": READ,
    "case_entry": READ,
    "case_entry_edit": OWN,
    "case_entry_removal": OWN,
    "case_route_new": READ,
    "case_route": READ,
    "case_route_edit": OWN,
    "case_route_removal": OWN,
    "api_case_entries": API,
    "api_case_entry": API,
    "api_case_entry_removal": (401, 405, 405, 405, 405, 405, 405),
    "api_case_routes": API,
    "api_case_route": API,
    "api_case_route_removal": (401, 405, 405, 405, 405, 405, 405),
    "api_case_map": API,
    "api_case_chronology": API,
}


def known(ranong: Case, thai_analyst: Viewer) -> dict[str, Any]:
    """An entry and a route of the lead's."""
    pier = Spot("Pier", "TH", 9.96, 98.6, "given")
    return {
        "entry": Entry.add(ranong, by=thai_analyst, at="2017-03", text="Put aboard", place="9.96, 98.6").pk,
        "route": Route.add(ranong, by=thai_analyst, name="By sea", stops=[pier, pier]).pk,
    }
