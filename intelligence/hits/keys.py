"""By what a name or a number is found again: keys of the spelling rules, as numbers of 64 bits.

They are made with a key of this installation, so that the index by itself is no list of names. The more a key says of
a name the more it weighs: the whole as written, all its consonants, two parts of it, one part; with a birth year more.
"""

import base64
from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b

from django.conf import settings

from cases.naming.likeness import keys
from cases.naming.numbers import looser_forms
from coordination_center.dates import BUDDHIST_ERA
from intelligence.hits.holding import BODIES, PEOPLE, Holding
from intelligence.matching.birth import readings

NUMBER, WRITTEN, BONES, PAIR, PART = 16, 8, 4, 3, 1  # weights
BORN = 4  # added where the year agrees as well; a part and its year together are worth a part more
MOST = {NUMBER: 400, WRITTEN: 400, BONES: 300, PAIR: 300, PART: 150}  # rows looked through for one key


@lru_cache(maxsize=65_536)
def hashed(text: str) -> int:
    """A key as a signed number of 64 bits."""
    secret = base64.b64decode(settings.FIELD_KEY)
    return int.from_bytes(blake2b(text.encode(), key=secret, digest_size=8, person=b"hits").digest(), signed=True)


def weight_of(key: str) -> int:
    """How much a key of a name says."""
    if key[0] == "=":
        return WRITTEN
    if key[0] == "*":
        return BONES
    return PAIR if " " in key else PART


def number_keys(kind: str, normal: str) -> set[str]:
    """The keys of an identifier: its normal form, and that of a plate without its province."""
    return {f"#{form}" for form in {normal} | (looser_forms(normal) if kind == "plate" else set()) if form}


def keys_of(holding: Holding) -> set[int]:
    """The keys under which a holding is kept."""
    found = {key for kind, normal in holding.numbers for key in number_keys(kind, normal)}
    for key in _name_keys(holding.kind, holding.names):
        found |= {key, *(f"{key}@{year}" for year in years(holding.born))}
    return {hashed(key) for key in found}


def asked_keys(holding: Holding) -> dict[int, tuple[int, int]]:
    """By which keys candidates for this holding are looked up: key -> (weight, most rows)."""
    wanted: dict[int, tuple[int, int]] = {}
    for kind, normal in holding.numbers:
        wanted |= {hashed(key): (NUMBER, MOST[NUMBER]) for key in number_keys(kind, normal)}
    near = _near_years(holding.born)
    for key in _name_keys(holding.kind, holding.names):
        weight = weight_of(key)
        wanted[hashed(key)] = (weight, MOST[weight])
        born = BORN if weight > PART else PART
        wanted |= {hashed(f"{key}@{year}"): (born, MOST[weight]) for year in near}
    return wanted


def years(born: str) -> set[int]:
    """The years that a date of birth may mean, in any calendar; none for no date."""
    return {date.year for date in readings(born)} if born.strip() else set()


def _near_years(born: str) -> set[int]:
    """The years that the rules of births take for the same or a slip of it."""
    found: set[int] = set()
    for year in years(born):
        found |= {year - 1, year, year + 1, year - BUDDHIST_ERA, year + BUDDHIST_ERA}
    return found


def _name_keys(kind: str, names: Iterable[str]) -> set[str]:
    """Of people and bodies; what a phone or a van is called tells nothing."""
    if kind not in PEOPLE | BODIES:
        return set()
    return {key for name in names for key in keys(name) if len(key) > 1}
