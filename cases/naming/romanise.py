"""A name in Latin letters: the parts it has, and for each part the ways it is spelled."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from cases.naming import bengali, burmese, chinese, khmer, lao, thai, titles
from cases.naming.script import Script, in_unicode, runs
from cases.naming.writing import folded, tidy

_BETWEEN = re.compile(r"[\s,;/·・\-‐‑–—.]+")
_SLASHED = re.compile(r"\b([ads])/([lpo])\b")
_DE_LA = re.compile(r"\bde la\s")
_MARIA = re.compile(r"\bma\.\s?(?=[a-z])")  # of the Philippines
_SON_OF = re.compile(r"\bbt?e?\.\s(?=[a-z])")
_TOGETHER = re.compile("['’‘`´]")


@dataclass(frozen=True)
class Part:
    """One part of a name: as written (tidy, folded), and in a-z in each way it may be spelled, the likeliest first."""

    written: str
    spelled: tuple[str, ...]

    def nearest(self, other: "Part", near: Callable[[str, str], float]) -> float:
        """The most that `near` finds between a spelling of this part and one of the other."""
        return max(near(p, q) for p in self.spelled for q in other.spelled)


@lru_cache(maxsize=16_384)
def parts_of(name: str) -> tuple[Part, ...]:
    """The parts of one name, without titles, honorifics and links like "bin"; the whole where nothing else is left.

    Chinese and Burmese names, which are written without spaces, come apart into surname and given name, and syllables.
    """
    kept = _kept(_all_parts(name))
    while len(kept) > 1 and kept[0].written in titles.LEADING and _more_than_honorifics(kept):
        kept = kept[1:]
    return tuple(kept)


def ways_of(name: str) -> tuple[tuple[Part, ...], ...]:
    """The parts of one name; a second way with its first word kept, where that may be a honorific or a name."""
    plain, kept = parts_of(name), _kept(_all_parts(name))
    return (plain,) if len(plain) == len(kept) else (plain, tuple(kept))


def romanised(name: str) -> str:
    """One romanised form of `name`, lower case, parts apart by spaces, no titles: สมชาย ใจดี gives "somchai chaidi"."""
    return " ".join(part.spelled[0] for part in parts_of(name))


def _all_parts(name: str) -> list[Part]:
    text = tidy(in_unicode(name)).casefold()
    text = _SON_OF.sub("bin ", _MARIA.sub("maria ", text))
    text = _DE_LA.sub("de ", _SLASHED.sub(r"\1_\2", _TOGETHER.sub("", text)))
    found: list[Part] = []
    for word in filter(None, _BETWEEN.split(text)):
        found.extend(_parts(word, first=not found))
    return found


def _parts(word: str, *, first: bool) -> list[Part]:
    """The parts of one word; a word of two scripts has parts in both. What is a title before a name (កញ្ញា, Miss) is a
    name after one.
    """
    if word.isascii():
        plain = "".join(c for c in word if c.isalnum() or c == "_")
        return [Part(plain, (titles.SHORT.get(plain, plain),))] if plain else []
    found: list[Part] = []
    for script, run in runs(titles.SHORT_NATIVE.get(word, _without_title(word, first=first))):
        found.extend(_spelled(script, run))
    return found


def _without_title(word: str, *, first: bool) -> str:
    for suffix in titles.SUFFIXES:
        word = word.removesuffix(suffix) if len(word) > len(suffix) else word
    for prefix in titles.PREFIXES:
        if word == prefix:
            return "" if first else word
        if word.startswith(prefix) and len(word) - len(prefix) >= titles.LEAST_LEFT:
            return word[len(prefix) :]
    return word


def _spelled(script: Script, run: str) -> list[Part]:
    if script is Script.THAI:
        return [Part(run, thai.readings(run) or (run,))]
    if script is Script.BURMESE:
        return [Part(run, spelled) for spelled in burmese.readings(run)]
    if script is Script.HAN:
        return _chinese(run)
    latin = _latin(script, run)
    return [Part(folded(run), tuple(latin))] if latin[0] else []


def _chinese(run: str) -> list[Part]:
    spelled = chinese.readings(run)
    columns = zip(*spelled, strict=True)
    return [Part(run, tuple(dict.fromkeys(column))) for column in columns]


def _latin(script: Script, run: str) -> list[str]:
    if script in (Script.LATIN, Script.VIETNAMESE):
        plain = folded(run)
        return [titles.SHORT.get(plain, plain)]
    if script is Script.LAO:
        latin = lao.latin(run)
        return list(dict.fromkeys([latin, re.sub(r"(?<![aeiou])y|^y", "ny", latin)]))
    if script is Script.KHMER:
        return khmer.readings(run) or [""]
    if script is Script.BENGALI:
        return bengali.readings(run) or [""]
    return [_other(run)]


def _other(run: str) -> str:
    from anyascii import anyascii  # tables for all of Unicode, wanted for few names

    return _az(anyascii(run))


def _az(text: str) -> str:
    return "".join(c for c in folded(text) if c.isascii() and c.isalpha())


def _kept(parts: list[Part]) -> list[Part]:
    return [part for part in parts if part.written not in titles.TITLES and part.written not in titles.LINKS] or parts


def _more_than_honorifics(parts: list[Part]) -> bool:
    return len(parts) > 2 or parts[1].written not in titles.LEADING
