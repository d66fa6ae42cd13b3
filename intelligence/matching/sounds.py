"""How near two parts of a name are by sound and spelling, in languages that have no rule of their own here."""

import re
from functools import lru_cache

from rapidfuzz.distance import OSA, JaroWinkler

from cases.naming.nearness import nearness
from cases.naming.romanise import Part
from cases.naming.script import script_of
from cases.naming.skeleton import skeleton, sound
from intelligence.matching.customs import one_by_custom

_HOPELESS = 0.55
_ENDS_OTHERWISE = 0.14  # one ends in a, the other in i; one has a vowel at its end that the other lacks
_ENDS_IN_VOWEL = 0.25  # Martin, Martina
_ENDS_IN_NASAL = 0.12  # Thong, Thon
_BEGINS_OTHERWISE = 0.08
_VOWELS_OF_LATIN = 1.5  # both were written in Latin letters by somebody: vowels differ less by accident
_STRICT = 1.2
_TWO_NAMES = 0.6  # Hussain, Hassan
_OTHER_LETTER = 0.72  # Rosmah, Rosnah
_LEAST_FOR_SLIPS = 5
# Older and foreign spellings of one sound: Tjahjono, Cahyono; Soekarno, Sukarno; Aisyah, Aisha; Zhukov, Joukov.
_SPELLINGS = [
    (re.compile(pattern), into)
    for pattern, into in [
        (r"ch(?=[rl])", "k"), (r"tj", "c"), (r"dj", "j"), (r"sj|sy|shj|sch|sh(?=[aeiou])", "sh"), (r"nj", "ny"),
        (r"oe(?=[bcdfgjklmnprstwz])", "u"),
        (r"(?<=[aeiou])j(?=[aeiou])|(?<=[hkls])j(?=[aeiou])", "y"), (r"ph", "f"), (r"ck|cq", "k"), (r"x", "ks"),
        (r"(?<=[td])h", ""), (r"(?<=[aeiou])h$", ""), (r"off$", "ov"), (r"ff", "f"), (r"gh$", "g"),
        (r"(?<=[a-z])dz|dh(?=[aeiou])", "z"), (r"dz|ds$", "z"), (r"z$", "s"), (r"ou|oo", "u"),
        (r"ee|ey$|y$|ie$", "i"), (r"y(?![aeiou])", "i"),
        (r"c(?=[ei])", "s"), (r"c(?![h])", "k"), (r"q(?!u)", "k"), (r"qu", "k"),
        (r"(?<=[au])w(?=[aeiou])|(?<=n)w", "u"),
        (r"ai|ei|ay|ae", "e"), (r"aa", "a"), (r"v", "w"), (r"tz|cz|ts", "s"), (r"(.)\1+", r"\1"), (r"nn?e$", "n"),
    ]
]  # fmt: skip
_FINAL_VOWEL = re.compile(r"([aeiouy])h?$")


def near(one: Part, other: Part, *, latin: bool) -> float:
    """From 0 to 1: the best of the ways each part may be spelled. `latin`: both stood in Latin letters, and a vowel
    that differs says more.
    """
    by_sound = one.nearest(other, lambda p, q: _near(p, q, latin))
    alike = not latin and script_of(one.written) is script_of(other.written)
    return min(by_sound, _as_written(one.written, other.written)) if alike else by_sound


def _as_written(one: str, other: str) -> float:
    """The most two words of one script other than Latin reach: each has one spelling, but for slips."""
    if one == other or one.isascii():
        return 1.0
    return max(0.5, 1 - 1.25 * OSA.distance(one, other) / max(len(one), len(other)))


@lru_cache(maxsize=131_072)
def _near(p: str, q: str, latin: bool) -> float:
    if p == q:
        return 1.0
    known = one_by_custom(p, q)
    if known is not None:
        return 0.94 if known else _TWO_NAMES
    if not latin:
        return _by_sound(p, q, latin=False)
    return max(min(_by_sound(p, q, latin=True), _most(p, q)), _by_spelling(p, q))


_OTHER_VOWELS = [set(pair) for pair in ("eo", "eu", "io", "iu", "ai")]


def _most(p: str, q: str) -> float:
    """The most that two Latin spellings reach by sound: where all but one letter is the same, that letter is heard."""
    one, other = respelled(p), respelled(q)
    if len(one) == len(other) and OSA.distance(one, other) == 1 and sorted(one) != sorted(other):
        a, b = next((x, y) for x, y in zip(one, other, strict=True) if x != y)
        if {a, b} in _OTHER_VOWELS or (sound(a) != sound(b) and not {a, b} <= set("aeiouy")):
            return _OTHER_LETTER
    return 0.4 + 0.6 * JaroWinkler.similarity(one, other)


def _by_sound(p: str, q: str, *, latin: bool) -> float:
    one, other = sound(p), sound(q)
    letters = JaroWinkler.similarity(p, q)
    if JaroWinkler.similarity(one, other) < _HOPELESS:
        return 0.5 * letters
    vowels, strict = (_VOWELS_OF_LATIN, 1.0) if latin else (1.0, _STRICT)
    near = 0.9 * (1 - strict * (1 - nearness(one, other, vowels=vowels))) + 0.1 * letters
    return max(0.0, near - _ends(p, q, latin) - _begins(one, other))


def _ends(p: str, q: str, latin: bool) -> float:
    """What it takes away that the two end in vowels far apart, in n and ng, or that one alone ends in a vowel."""
    a, b = _FINAL_VOWEL.search(p), _FINAL_VOWEL.search(q)
    if latin and bool(a) != bool(b) and not p.endswith(_LIKE_A) and not q.endswith(_LIKE_A):
        return _ENDS_IN_VOWEL if abs(len(p) - len(q)) == 1 or skeleton(p) == skeleton(q) else 0.0
    alone = (a or b) if not (a and b) else None
    if alone and not latin and alone[1] != "e" and skeleton(p) == skeleton(q):
        return _ENDS_OTHERWISE
    if a and b and frozenset((_FINAL[a[1]], _FINAL[b[1]])) in _FAR:
        return _ENDS_OTHERWISE
    return _ENDS_IN_NASAL if {_nasal(p), _nasal(q)} == {"n", "ng"} else 0.0


_LIKE_A = ("ar", "or")  # Thandar, Thanda


def _nasal(word: str) -> str:
    return "ng" if word.endswith("ng") else "n" if word.endswith(("n", "nh", "ne")) else ""


_FINAL = {"a": "a", "e": "e", "i": "i", "o": "o", "u": "u", "y": "i"}
_FAR = {frozenset(pair) for pair in ("ai", "ao", "au", "io", "iu", "eo", "eu")}


def _begins(one: str, other: str) -> float:
    return _BEGINS_OTHERWISE if one[:1].isupper() and other[:1].isupper() and one[0] != other[0] else 0.0


def _by_spelling(p: str, q: str) -> float:
    one, other = respelled(p), respelled(q)
    if one == other:
        return 0.96
    if "al" + p == q or "al" + q == p:
        return 0.95  # the Arabic article, written with the name
    if one + "s" == other or other + "s" == one:
        return 0.84  # Carlo, Carlos
    slip = min(len(p), len(q)) >= _LEAST_FOR_SLIPS and OSA.distance(p, q) == 1
    if slip and sorted(p) == sorted(q):
        return 0.95
    if slip and len(p) != len(q) and p[-1] == q[-1] and p[0] == q[0]:
        return 0.87
    return 0.0


@lru_cache(maxsize=65_536)
def respelled(word: str) -> str:
    """A word in one of the spellings it may have: tjahjono and cahyono both give cahyono."""
    for pattern, into in _SPELLINGS:
        word = pattern.sub(into, word)
    return word
