"""How alike two names are, and the keys by which an index finds the names worth comparing.

A name is compared part by part, in the best order; a part by its sound: consonants that differ weigh most,
vowels little.
Where one writes together what the other divides (Chan Thou, Chanthou), the whole is compared as well.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, islice, permutations, product

from rapidfuzz.distance import JaroWinkler

from cases.naming.nearness import nearness
from cases.naming.romanise import Part, parts_of, ways_of
from cases.naming.skeleton import skeleton, sound
from cases.naming.writing import tidy

ALIKE = 0.82  # at and above this two names are taken for one, by the measurement in tests/cases/naming
_MOST_PARTS = 6
_MOST_KEYS = 64
_ALIAS = re.compile(r"\s*@\s*|\s+(?:alias|a\.?k\.?a\.?)\s+|\s*[|;]\s*", re.IGNORECASE)
_NICKNAME = re.compile(r"[\"“”«»„]([^\"“”«»„]+)[\"“”«»„]|[(（]([^()（）]+)[)）]")
_UNREMARKABLE = frozenset({"van", "thi"})  # middle names that nearly all bear, often left out
_PART_MISSING = 0.17
_COMMON_PART_MISSING = 0.04
_TOGETHER = 0.97  # what the likeness of wholes counts, against that of parts
_HOPELESS = 0.62


@dataclass(frozen=True)
class Name:
    """One name of a text: its parts, and those of the nickname that stands in quotes."""

    parts: tuple[Part, ...]
    nickname: tuple[Part, ...]


def likeness(a: str, b: str) -> float:
    """From 0 (nothing alike) to 1 (one name): any scripts, any order of parts, titles aside, with or without a
    surname.
    """
    if tidy(a).casefold() == tidy(b).casefold():
        return 1.0
    return max((_alike(one, other) for one in names_of(a) for other in names_of(b)), default=0.0)


def rank(query: str, names: Iterable[str]) -> list[tuple[float, int]]:
    """Likeness and place of each of `names`, the likest first; equal ones in the order they came."""
    scored = [(likeness(query, name), place) for place, name in enumerate(names)]
    return sorted(scored, key=lambda found: (-found[0], found[1]))


def keys(name: str) -> set[str]:
    """Index keys of a name. Two spellings of one name should share one; names that share none need no comparing.

    `*…` all consonants of the name, whatever its order and division; `A B` two of its parts; `A` one part;
    `=…` as written.
    """
    found: set[str] = set()
    for one in names_of(name):
        found |= _keys(one.parts) | (_keys(one.nickname) if one.nickname else set())
    return set(sorted(found)[:_MOST_KEYS])


def best_keys(name: str) -> list[set[str]]:
    """The keys of a query, in the order to try them: those that few names share first."""
    found = keys(name)
    exact = {key for key in found if key[0] in "=*"}
    pairs = {key for key in found if " " in key}
    return [tier for tier in (exact | pairs, found - exact - pairs) if tier]


@lru_cache(maxsize=16_384)
def names_of(text: str) -> tuple[Name, ...]:
    """The names in one text: those that an alias sign divides, each with the nickname given in quotes."""
    names: list[Name] = []
    for plain, nickname in written_names(text):
        short = parts_of(nickname)[:2] if nickname else ()
        names.extend(Name(parts[:_MOST_PARTS], short) for parts in ways_of(plain) if parts)
    return tuple(names)


def written_names(text: str) -> list[tuple[str, str]]:
    """The names in one text as written, each with its nickname or "": those that an alias sign divides."""
    found: list[tuple[str, str]] = []
    for one in _ALIAS.split(tidy(text)):
        plain = _NICKNAME.sub(" ", one)
        nickname = " ".join(first or second for first, second in _NICKNAME.findall(one))
        found.append((plain if parts_of(plain) else one, nickname))
    return found


# --- keys ---


def _keys(parts: tuple[Part, ...]) -> set[str]:
    bones = [sorted({_key(spelled) for spelled in part.spelled}) for part in parts]
    found = {key for keys_of_part in bones for key in keys_of_part if key}
    for one, other in combinations(bones, 2):
        found |= {" ".join(sorted(pair)) for pair in product(one, other)}
    whole = islice(product(*([skeleton(s) for s in part.spelled] for part in parts)), 24)
    found |= {f"*{_consonants(bones_of_name)}" for bones_of_name in whole}
    return found | {"=" + "".join(part.written for part in _in_order(parts))}


def _key(spelled: str) -> str:
    """The skeleton of a part; one of a single consonant says its vowel too, or it would say too little."""
    bones = skeleton(spelled)
    return bones if len(bones) > 1 else bones + _VOWEL_GROUP.get(re.sub(r"[A-Z]", "", sound(spelled))[:1], "")


_VOWEL_GROUP = {"a": "a", "e": "i", "i": "i", "o": "o", "u": "o"}


def _consonants(bones: tuple[str, ...]) -> str:
    return "".join(sorted(letter for letter in "".join(bones) if letter not in "AHY"))


def _in_order(parts: tuple[Part, ...]) -> list[Part]:
    """Burmese and Chinese parts share one `written`; each is written once."""
    return list({part.written: part for part in sorted(parts, key=lambda part: part.written)}.values())


# --- likeness ---


def _alike(one: Name, other: Name) -> float:
    scores = [_by_parts(one.parts, other.parts), _as_wholes(one.parts, other.parts)]
    if one.nickname:
        scores.append(0.95 * _by_parts(one.nickname, other.parts))
    if other.nickname:
        scores.append(0.95 * _by_parts(one.parts, other.nickname))
    return max(scores)


def _by_parts(one: tuple[Part, ...], other: tuple[Part, ...]) -> float:
    few, many = (one, other) if len(one) <= len(other) else (other, one)
    table = [[_near(a, b) for b in many] for a in few]
    chosen = max(
        (tuple(order) for order in permutations(range(len(many)), len(few))),
        key=lambda order: sum(table[row][column] for row, column in enumerate(order)),
    )
    found = [table[row][column] for row, column in enumerate(chosen)]
    missing = [many[column] for column in range(len(many)) if column not in chosen]
    lost = sum(_COMMON_PART_MISSING if part.written in _UNREMARKABLE else _PART_MISSING for part in missing)
    lost *= 2 / max(2, len(many))
    return max(0.0, (0.35 * sum(found) / len(found) + 0.65 * min(found)) * (1 - min(lost, 0.6)))


def _near(a: Part, b: Part) -> float:
    return a.nearest(b, _near_spellings)


@lru_cache(maxsize=131_072)
def _near_spellings(p: str, q: str) -> float:
    if p == q:
        return 1.0
    one, other = sound(p), sound(q)
    rough = JaroWinkler.similarity(one, other)
    if rough < _HOPELESS:
        return 0.5 * rough
    return 0.9 * nearness(one, other) + 0.1 * JaroWinkler.similarity(p, q)


def _as_wholes(one: tuple[Part, ...], other: tuple[Part, ...]) -> float:
    if len(one) == len(other) or max(len(one), len(other)) - min(len(one), len(other)) > 3:
        return 0.0
    best = 0.0
    for whole in _together(one):
        best = max(best, *(_near_spellings(whole, turned) for turned in _turned(other)))
    return _TOGETHER * best


def _together(parts: tuple[Part, ...]) -> list[str]:
    return ["".join(spelled) for spelled in islice(product(*(part.spelled for part in parts)), 12)]


def _turned(parts: tuple[Part, ...]) -> list[str]:
    """The name together as it stands, with its last part first, and with its first part last."""
    orders = {parts, (parts[-1], *parts[:-1]), (*parts[1:], parts[0])}
    return [whole for order in orders for whole in _together(order)]
