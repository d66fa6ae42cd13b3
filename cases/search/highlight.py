"""The place in a text where it was found: an excerpt in pieces, each marked as found or not."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from cases.naming.script import in_unicode
from cases.naming.segment import is_unspaced, terms
from cases.naming.writing import folded, tidy, western_digits

BEFORE, AFTER = 60, 140  # characters shown around the first place
MOST_SEARCHED = 20_000  # characters of a text that are looked through for it
MOST_MARKED = 20


@dataclass(frozen=True)
class Piece:
    """A stretch of text, and whether it is what was searched for."""

    text: str
    found: bool = False


def excerpt(text: str, query: str) -> list[Piece]:
    """The part of `text` around the first place where words of `query` stand, in pieces; its beginning if
    there is none.
    """
    shown = tidy(in_unicode(text[:MOST_SEARCHED]))
    plain, places = _plain(shown)
    spans = [(places[m.start()], places[m.end()]) for m in _finder(query).finditer(plain) if m.end() > m.start()]
    start = max(0, spans[0][0] - BEFORE) if spans else 0
    end = min(len(shown), (spans[0][1] if spans else 0) + AFTER)
    return list(_cut(shown, start, end, [span for span in spans[:MOST_MARKED] if span[1] <= end]))


def all_found(text: str) -> list[Piece]:
    """A text that was found as a whole: a name, a number."""
    return [Piece(text, found=True)]


def stands_in(text: str, query: str) -> bool:
    """Whether the query stands in the text as one piece, case and marks aside."""
    return " ".join(_plain(tidy(query))[0].split()) in _plain(tidy(in_unicode(text[:MOST_SEARCHED])))[0]


def _cut(shown: str, start: int, end: int, spans: Iterable[tuple[int, int]]) -> Iterable[Piece]:
    if start:
        yield Piece("…")
    at = start
    for begin, finish in spans:
        if begin < at:
            continue
        if begin > at:
            yield Piece(shown[at:begin])
        yield Piece(shown[begin:finish], found=True)
        at = finish
    if at < end:
        yield Piece(shown[at:end])
    if end < len(shown):
        yield Piece("…")


def _plain(text: str) -> tuple[str, list[int]]:
    """The text as words are compared, and for each of its characters the place in `text` it came from."""
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        for plain in folded(western_digits(letter)):
            letters.append(plain)
            places.append(place)
    return "".join(letters), [*places, len(text)]


@lru_cache(maxsize=64)
def _finder(query: str) -> re.Pattern[str]:
    found = sorted((folded(term) for term in terms(query)), key=len, reverse=True)
    ways = [re.escape(t) if is_unspaced(t) else rf"(?<!\w){re.escape(t)}(?!\w)" for t in found if t]
    return re.compile("|".join(ways) if ways else r"(?!)")
