"""How near two sounds of `cases.naming.skeleton` are: the cheapest way from one to the other, by what spelling
confuses.
"""

import re
from functools import lru_cache

_PIECE = re.compile(r"[A-Z]|[a-z]+")
_CONSONANT = 1.0
_VOWEL = 0.45
_SHORT = 3  # one syllable: there a vowel tells names apart
_STRICT, _STRICT_IF_SHORT = 1.15, 1.5
# Classes that spelling, dialect or a slip still confuses; everything else costs a whole consonant.
_NEAR = {
    frozenset("SC"): 0.5, frozenset("ST"): 0.8, frozenset("CT"): 0.8, frozenset("MN"): 0.6, frozenset("LN"): 0.8,
    frozenset("PW"): 0.8, frozenset("KH"): 0.8, frozenset("YC"): 0.6,
}  # fmt: skip
_DROPPED = {"H": 0.4, "Y": 0.5, "W": 0.7, "L": 0.7, "T": 0.9, "N": 0.9, "K": 0.9}
# Coarse places of vowels on one line from front to back; what is far apart is not a matter of spelling.
_PLACE = {"i": 0.0, "e": 0.25, "a": 0.55, "o": 0.85, "u": 1.0}


def nearness(one: str, other: str, *, vowels: float = 1.0) -> float:
    """From 0 to 1 for two sounds; 1 where they are the same. `vowels`: what a vowel that differs weighs, against the
    usual: more where two spellings are of one kind, and a vowel is no accident.
    """
    a, b = _PIECE.findall(one), _PIECE.findall(other)
    short = min(len(a), len(b)) <= _SHORT
    whole = max(sum(map(_weight, a)), sum(map(_weight, b)))
    return max(0.0, 1 - (_STRICT_IF_SHORT if short else _STRICT) * _cost(a, b, vowels) / whole) if whole else 0.0


def _cost(a: list[str], b: list[str], vowels: float) -> float:
    """The weighted edit distance (Wagner and Fischer, 1974)."""
    row = [0.0]
    drops = [_dropped(piece) * (1 if piece.isupper() else vowels) for piece in b]
    for drop in drops:
        row.append(row[-1] + drop)
    for piece in a:
        drop = _dropped(piece) * (1 if piece.isupper() else vowels)
        above, row = row, [row[0] + drop]
        for place, other in enumerate(b):
            row.append(
                min(
                    above[place] + _changed(piece, other) * (vowels if piece.islower() and other.islower() else 1),
                    above[place + 1] + drop,
                    row[place] + drops[place],
                )
            )
    return row[-1]


def _weight(piece: str) -> float:
    return _CONSONANT if piece.isupper() else _VOWEL


def _dropped(piece: str) -> float:
    if piece.isupper():
        return _DROPPED.get(piece, 0.9)
    return 0.12 if piece == "a" else 0.3


@lru_cache(maxsize=4096)
def _changed(piece: str, other: str) -> float:
    if piece == other:
        return 0.0
    if piece.isupper() and other.isupper():
        return _NEAR.get(frozenset((piece, other)), _CONSONANT)
    if piece.isupper() or other.isupper():
        return 2.0
    return _vowel(piece, other)


def _vowel(piece: str, other: str) -> float:
    """By where the vowels begin and end: u and o are near, i and u are not."""
    begin = abs(_PLACE[piece[0]] - _PLACE[other[0]])
    end = abs(_PLACE[piece[-1]] - _PLACE[other[-1]])
    return _VOWEL * min(1.0, 0.15 + (begin + end) / 2)
