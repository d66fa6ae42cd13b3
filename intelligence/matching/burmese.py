"""Burmese names in Latin letters: one syllable has many spellings, and two syllables are two names."""

import re
from functools import lru_cache
from itertools import groupby

from cases.naming.burmese import SYLLABLE
from cases.naming.nearness import nearness
from cases.naming.romanise import Part
from cases.naming.skeleton import sound

_INITIAL = re.compile(
    r"^(ngw|ng|hny|ny|hn|hm|hl|hr|hsw|hs|hpy|hp|htw|ht|hky|hk|khy|khw|kh|kyw|kyr|ky|gyw|gy|kw|phy|phw|ph|pyw|py|bw|by"
    r"|myw|my|mw|shw|sh|sw|thw|th|tw|tr|chw|ch|zw|lw|ly|yw|nw|dw|[kgszjtdnpbmyrlwh])?(?=[aeiouy]|n)"
)
_SAME_INITIAL = {
    "hn": "n", "hm": "m", "hl": "l", "hr": "y", "r": "y", "hs": "s", "hsw": "sw", "hp": "p", "ph": "p", "hpy": "py",
    "phy": "py", "phw": "pw", "ht": "t", "htw": "tw", "hk": "k", "kh": "k", "hky": "ch", "khy": "ch", "khw": "kw",
    "gy": "ky", "gyw": "kyw", "j": "ky", "b": "p", "bw": "pw", "by": "py", "hny": "ny", "z": "z", "d": "t", "dw": "tw",
    "g": "k",
}  # fmt: skip
_RHYMES = {
    spelling: rhyme
    for rhyme, spellings in {
        "a": "a ar ah aa arr", "e": "e ay ae ai ei eh ey ayy aye", "o": "o oe oh ow", "aw": "aw or au aww",
        "u": "u oo ou uu",
        "i": "i ee y ie yi ii", "aing": "aing ine ain aine ing", "aik": "aik ike eik aike", "ein": "ein ane einn",
        "in": "in inn yin ingn", "int": "int innt", "an": "an ann arn", "ant": "ant annt", "un": "un oon wun unn",
        "unt": "unt oont", "on": "on one ohn oun onn own ohne", "at": "at att", "et": "et ett ek akt",
        "it": "it itt ic is",
        "auk": "auk out aukk", "ok": "ok oke ouk ote oat okk", "eit": "eit ate ait", "aung": "aung ong ung oung",
        "ut": "ut utt oot", "eint": "eint", "ont": "ont ount", "al": "al el",
    }.items()
    for spelling in spellings.split()
}  # fmt: skip
_SYLLABLES_OF_MYANMAR = """
    aung kyaw htun zaw myint khin thant hlaing soe moe naing htet phyo nyein thet thein hnin kyi nyunt myat maung htay
    thiha zin oo swe phyu thandar khaing htike htoo hein zarni thuzar nway nwe lwin myo
"""
_TELLING = frozenset(_SYLLABLES_OF_MYANMAR.split())
_NEAR_RHYMES = {frozenset(pair) for pair in (("in", "int"), ("an", "ant"), ("ein", "aing"), ("et", "at"))}

_NEAR_INITIALS = ({"s", "z"}, {"t", "th"}, {"ch", "ky"}, {"y", "l"})


def is_latin(words: tuple[str, ...]) -> bool:
    """Whether a name in Latin letters is Burmese: all its words can be, and one surely is."""
    return 2 <= len(words) <= 6 and any(word in _TELLING for word in words) and all(canonical(w) for w in words)


def syllables(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """The parts of a name, those of Burmese letters each with its own syllable as written."""
    found: list[Part] = []
    for written, alike in groupby(parts, key=lambda part: part.written):
        group = list(alike)
        own = [match[0] for match in SYLLABLE.finditer(written)]
        whole = len(own) != len(group) or written.isascii()
        found.extend(group if whole else [Part(o, part.spelled) for o, part in zip(own, group, strict=True)])
    return tuple(found)


@lru_cache(maxsize=16_384)
def canonical(word: str) -> tuple[str, str] | None:
    """Initial and rhyme of one syllable in one spelling, Khaing and Khine as (k, aing); None for no syllable."""
    found = _INITIAL.match(word)
    initial = (found[1] or "") if found else ""
    rest = word[len(initial) :]
    if rest not in _RHYMES:
        return None
    return _SAME_INITIAL.get(initial, initial), _RHYMES[rest]


def near(one: Part, other: Part) -> float:
    """1 for one syllable in two spellings, little for two syllables that only resemble each other."""
    return one.nearest(other, _near)


@lru_cache(maxsize=65_536)
def _near(p: str, q: str) -> float:
    if p == q:
        return 1.0
    a, b = canonical(p), canonical(q)
    if a is None or b is None:
        return min(0.95, nearness(sound(_respelled(p)), sound(_respelled(q)), vowels=1.5))
    if a == b:
        return 1.0
    return _of_rhymes(a, b) if a[0] == b[0] else _of_initials(a, b)


def _of_rhymes(a: tuple[str, str], b: tuple[str, str]) -> float:
    """How near two syllables of one initial are."""
    if not a[0] and {a[1], b[1]} == {"i", "e"}:  # အိ is Ei
        return 0.9
    if {a[1], b[1]} == {"on", "un"}:  # one rhyme, spelled either way
        return 0.86
    return 0.7 if frozenset((a[1], b[1])) in _NEAR_RHYMES else 0.45


def _of_initials(a: tuple[str, str], b: tuple[str, str]) -> float:
    """How near two syllables of other initials are."""
    return 0.6 if a[1] == b[1] and {a[0], b[0]} in _NEAR_INITIALS else 0.3


@lru_cache(maxsize=16_384)
def _respelled(word: str) -> str:
    """Several syllables written together, by the habits that differ most."""
    for pattern, into in (
        (r"(?<=[aeiou])r(?=[aeiou])", "y"),
        (r"ar(?![aeiou])", "a"),
        (r"(?:ay|ae)(?![aeiou])", "e"),
        (r"oe", "o"),
        (r"ine", "aing"),
        (r"ike", "aik"),
    ):
        word = re.sub(pattern, into, word)
    return word
