"""The map of reports: places and routes that are not withheld, each leading to exactly its reports."""

from typing import Any

import pytest
from django.http import QueryDict

from access.viewer import Viewer
from audit.models import Event
from cases.chronology.placing import spot
from intelligence.overview.mapping import FEW, Map, Placed, Way, map_of
from intelligence.reports.models import Report
from intelligence.reports.narrowing import Narrowing, page_of
from tests.agencies.door import browser
from tests.intelligence.overview.world import queries, released, seen_by
from tests.intelligence.writing import MARKS, a_report

pytestmark = pytest.mark.django_db
LIST = 8
PIER, BEND = spot("Pier 3", "KH", 13.651, 102.561), spot("River bend", "KH", 12.0, 103.0)
RANONG, BANGKOK = spot("Ranong", "TH", 9.97, 98.63), spot("Bangkok", "TH", 13.75, 100.5)


def mapped(viewer: Viewer, query: str = "") -> Map:
    return map_of(viewer, Narrowing.of(viewer, QueryDict(query)))


def behind(viewer: Viewer, one: Placed | Way) -> set[Report]:
    return set(page_of(viewer, Narrowing.of(viewer, QueryDict(one.url.partition("?")[2]))).rows)


def at(by: Viewer, place: Any = PIER, route: Any = (), **given: Any) -> Report:
    return a_report(by, place=place, route=list(route), **given)


def test_places_close_by_are_one_and_lead_to_their_reports(thai_analyst: Viewer) -> None:
    near = {at(thai_analyst), at(thai_analyst, spot("The pier", "KH", 13.649, 102.559))}
    far = at(thai_analyst, RANONG)
    found = mapped(thai_analyst).places
    assert [(place.spot.name, place.number) for place in found] == [("Pier 3", 2), ("Ranong", 1)]
    assert [behind(thai_analyst, place) for place in found] == [near, {far}]


def test_a_place_without_coordinates_is_listed_by_its_name(thai_analyst: Viewer) -> None:
    report = at(thai_analyst, spot("Behind the old mill"))
    found = mapped(thai_analyst)
    assert found.places == []
    assert [(one.spot.name, one.number) for one in found.unplaced] == [("Behind the old mill", 1)]
    assert behind(thai_analyst, found.unplaced[0]) == {report}


def test_routes_of_the_same_stops_are_one(thai_analyst: Viewer) -> None:
    same = {at(thai_analyst, route=[BEND, BANGKOK, RANONG]), at(thai_analyst, route=[BEND, BANGKOK, RANONG])}
    shorter = at(thai_analyst, route=[BEND, BANGKOK])
    ways = mapped(thai_analyst).ways
    assert [(len(way.stops), way.number) for way in ways] == [(3, 2), (2, 1)]
    assert [behind(thai_analyst, way) for way in ways] == [same, {shorter}]
    assert [role for _stop, role in ways[0].roles] == ["origin", "transit", "destination"]


def test_a_line_is_as_thick_as_it_is_travelled_and_knows_its_routes(thai_analyst: Viewer) -> None:
    at(thai_analyst, route=[BEND, BANGKOK, RANONG])
    at(thai_analyst, route=[BEND, BANGKOK])
    data = mapped(thai_analyst).data()
    first, second = data["routes"]
    assert (len(first["ids"]), first["width"], len(second["ids"]), second["width"]) == (2, 4.4, 1, 3.2)
    assert {mark["kind"] for mark in data["places"]} == {"event", "origin", "destination"}


@pytest.mark.parametrize(("piece", "mark"), [("place", "Placemark"), ("route", "Routemark")])
def test_what_is_withheld_is_not_on_the_map(khmer_liaison: Viewer, thai_analyst: Viewer, piece: str, mark: str) -> None:
    released(a_report(khmer_liaison), thai_analyst, by=khmer_liaison, withheld=(piece,))
    page = browser(thai_analyst).get("/intelligence/map/").content.decode()
    assert mark not in page
    assert {"place": "Routemark", "route": "Placemark"}[piece] in page
    assert mark in browser(khmer_liaison).get("/intelligence/map/").content.decode()


def test_an_address_of_a_place_does_not_find_where_it_is_withheld(khmer_liaison: Viewer, thai_analyst: Viewer) -> None:
    at(thai_analyst)
    hidden = at(khmer_liaison)
    released(hidden, thai_analyst, by=khmer_liaison, withheld=("place", "route"))
    (place,) = mapped(thai_analyst).places
    assert hidden not in behind(thai_analyst, place)
    assert "Pier" not in place.url


def test_an_address_of_one_agency_means_nothing_to_another(thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    at(thai_analyst)
    own = at(khmer_liaison, RANONG)
    (place,) = mapped(thai_analyst).places
    page = browser(khmer_liaison).get(place.url).content.decode()
    assert "Pier 3" not in page
    assert str(own.pk) in page  # the word that is none is left out: all of its own


def test_a_hidden_report_leaves_the_map_as_it_is(
    khmer_liaison: Viewer, thai_analyst: Viewer, malay_liaison: Viewer
) -> None:
    released(a_report(khmer_liaison), thai_analyst, by=khmer_liaison, withheld=("place",))
    at(thai_analyst, route=[BEND, BANGKOK])

    def hidden() -> None:
        released(at(khmer_liaison, route=[BEND, BANGKOK]), malay_liaison, by=khmer_liaison)
        recalled = released(at(khmer_liaison, RANONG, [BEND, RANONG]), thai_analyst, by=khmer_liaison)
        recalled.recall(by=khmer_liaison, reason="A tip")
        recalled.acknowledge(by=thai_analyst)

    assert seen_by(thai_analyst, hidden) == seen_by(thai_analyst, lambda: None)


def test_a_period_and_a_form_narrow_the_map(thai_analyst: Viewer) -> None:
    at(thai_analyst, cover={"exploitation": ["labour"]})
    at(thai_analyst, RANONG)
    assert [one.spot.name for one in mapped(thai_analyst, "form=labour").places] == ["Pier 3"]
    assert mapped(thai_analyst, "until=2020").places == []


def test_a_place_that_few_reports_say_is_their_content_and_its_reading_is_recorded(
    khmer_liaison: Viewer, thai_analyst: Viewer
) -> None:
    lone = at(khmer_liaison, RANONG)
    released(lone, thai_analyst, by=khmer_liaison)
    for _n in range(FEW):
        at(thai_analyst)
    browser(thai_analyst).get("/intelligence/map/")
    read = Event.objects.filter(actor=thai_analyst.person_id, led="consultation", owner=khmer_liaison.agency_id)
    assert [event.root_id for event in read] == [lone.pk]
    assert not Event.objects.filter(actor=thai_analyst.person_id, led="consultation", owner=thai_analyst.agency_id)


def test_the_map_keeps_to_its_queries(thai_analyst: Viewer) -> None:
    at(thai_analyst, route=[BEND, BANGKOK])
    assert queries(thai_analyst, "/intelligence/map/") <= LIST


def test_the_tables_say_all_that_the_map_shows(thai_analyst: Viewer) -> None:
    at(thai_analyst, route=[BEND, BANGKOK])
    page = browser(thai_analyst).get("/intelligence/map/").content.decode()
    for name in ("Pier 3", "River bend", "Bangkok"):
        assert name in page.partition("map-side")[2]
    assert MARKS["title"] not in page
