"""The gazetteer: GeoNames (CC BY 4.0), found by any name of a place in the scripts of the region.

Of the ten countries of the region it has every place of 500 people and more, of the rest of the world those of 15,000.
Border posts, piers and islands are often missing: for these people give coordinates.
"""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from functools import cache
from typing import NamedTuple

from rapidfuzz import fuzz, process

from cases.places.building import REGION, gazetteer_file
from cases.places.coordinates import coordinates_of
from cases.places.names import key_of

MOST = 20  # of one answer
MOST_PREFIXED = 2_000  # keys looked at for a beginning that thousands share
LIKE = 78  # of 100: how alike a misspelt name must be
_LAST = "\U0010ffff"


class Place(NamedTuple):
    """A place: its name, country (ISO 3166-1 alpha-2; empty: unknown), degrees, people, and where that is from."""

    name: str
    country: str
    lat: float
    lon: float
    people: int = 0
    source: str = "geonames"  # or `coordinates`


def find(text: str, *, country: str = "", most: int = 8) -> list[Place]:
    """Places that `text` may mean, the likeliest first: exact names, beginnings, then names spelt alike.

    `text` is a name in Latin, Thai, Lao, Khmer, Burmese, Bengali or Han script, or coordinates (then one place named
    by them). Places of `country` come first. Empty for fewer than two letters.
    """
    point = coordinates_of(text)
    if point:
        return [Place(f"{point.lat}, {point.lon}", country, point.lat, point.lon, source="coordinates")]
    key = key_of(text[:100])
    if len(key.encode()) < 2:
        return []
    with closing(_opened()) as gazetteer:
        distances = _beginning(gazetteer, key) or _alike(gazetteer, key)
        places = _places(gazetteer, distances)
    ranked = sorted(places, key=lambda number: _rank(places[number], distances[number], country))
    return [places[number] for number in ranked[: min(most, MOST)]]


def named(text: str, *, country: str = "") -> list[Place]:
    """Places of exactly this name (of `country`, where given), the most peopled first: one of them, or a question."""
    with closing(_opened()) as gazetteer:
        found = gazetteer.execute("SELECT number FROM known_as WHERE key = ?", [key_of(text[:100])])
        places = _places(gazetteer, [number for (number,) in found]).values()
    return sorted((place for place in places if country in {"", place.country}), key=lambda place: -place.people)


def _beginning(gazetteer: sqlite3.Connection, key: str) -> dict[int, int]:
    """Places that a key beginning so names, with 0 for the whole name and 1 for a beginning."""
    keys = "SELECT number, min(key != ?) FROM (SELECT * FROM known_as WHERE key >= ? AND key < ? LIMIT ?) GROUP BY 1"
    return dict(gazetteer.execute(keys, [key, key, key + _LAST, MOST_PREFIXED]))


def _alike(gazetteer: sqlite3.Connection, key: str) -> dict[int, int]:
    """Places of names spelt much like this one, among those that share its first letter; the more alike the lower."""
    shared = "SELECT key, number FROM known_as WHERE key >= ? AND key < ? AND abs(length(key) - ?) <= 6"
    pairs = gazetteer.execute(shared, [key[0], key[0] + _LAST, len(key)]).fetchall()
    names = [name for name, _number in pairs]
    found: dict[int, int] = {}
    for _name, score, at in process.extract(key, names, scorer=fuzz.ratio, score_cutoff=LIKE, limit=3 * MOST):
        found.setdefault(pairs[at][1], 102 - int(score))
    return found


def _places(gazetteer: sqlite3.Connection, numbers: Iterable[int]) -> dict[int, Place]:
    one = "SELECT name, country, lat, lon, people FROM place WHERE number = ?"
    return {number: Place(*gazetteer.execute(one, [number]).fetchone()) for number in numbers}


def _rank(place: Place, distance: int, country: str) -> tuple[bool, int, bool, int]:
    """Its country as hinted, then how near the name is, then our own region, then the larger place."""
    return place.country != country, distance, place.country not in REGION, -place.people


def _opened() -> sqlite3.Connection:
    """A connection of this call alone: it costs a tenth of a millisecond, and no thread waits for another."""
    return sqlite3.connect(_address(), uri=True)


@cache
def _address() -> str:
    return f"{gazetteer_file().as_uri()}?mode=ro&immutable=1"
