"""What is left of a name's sound when spelling is set aside: consonants by class, and a coarse vowel.

The classes follow what romanisations of the region confuse: aspirated and plain (th, t), voiced and unvoiced
(b, p), r and l,
v and w, ch and j, final stops and sibilants of Thai, Khmer and Lao, consonants after a consonant.
"""

import re
from functools import lru_cache

_STEPS = [
    (re.compile(pattern), into)
    for pattern, into in [
        (r"[^a-z]", ""),
        (r"ee", "i"), (r"oo", "u"), (r"(.)\1+", r"\1"), (r"(?<=[aeiou]n)e$", ""),
        (r"ngh|(?<=[aeiou])ng(?=[aeiou])", "NK"), (r"ng|^gn", "N"), (r"ny(?=[aeiou])|nh", "N"),
        (r"tch|tsch|chh|jh|zh|dj|dz|tj|tz|ch|^ts|q(?!u)", "C"),
        (r"sch|sh|hs|ts", "S"),
        (r"ph|bh|pf", "P"), (r"th|dh", "T"), (r"kh|gh|ck|qu", "K"), (r"wh", "W"), (r"rh", "L"),
        (r"^h(?=[lmnrtpksywPTKSCN])", ""),
        (r"x", "S"), (r"c(?=[eiy])", "S"), (r"[jz]", "C"), (r"s", "S"),
        (r"[kgqc]", "K"), (r"[td]", "T"), (r"[pbf]", "P"), (r"m", "M"), (r"n", "N"), (r"[vw]", "W"),
        (r"(?<=[PTKS])[rl](?=[aeiouywW])", ""),
        (r"r(?=[A-Zhl]|$)", ""),
        (r"l(?=[A-Z]|$)", "N"), (r"[rl]", "L"),
        (r"(?<=[PTKCS])W(?=[aeiou])", ""), (r"(?<=[A-Z])y(?=[aeou])", ""),
        (r"(?<=[uo])W(?=[aeiou])", ""), (r"W(?=[A-Z]|$)", "u"), (r"^y", "Y"), (r"^h", "H"), (r"h", ""),
        (r"[SC](?=T)|T(?=[TSC])", ""), (r"[SC]$", "T"),
        (r"([A-Z])\1+", r"\1"),
    ]
]  # fmt: skip
_VOWELS = re.compile(r"[a-z]+")
_FIRST_VOWEL = re.compile(r"^[a-z]")


@lru_cache(maxsize=65_536)
def sound(part: str) -> str:
    """A part's sound: consonant classes in capitals, vowels in small letters: jaidee gives CaiTi."""
    for pattern, into in _STEPS:
        part = pattern.sub(into, part)
    return _VOWELS.sub(lambda found: _vowel(found[0]), part)


@lru_cache(maxsize=65_536)
def skeleton(part: str) -> str:
    """A part's consonants by class; a vowel it begins with counts as A: jaidee gives CT, aung AN."""
    return _VOWELS.sub("", _FIRST_VOWEL.sub("A", sound(part)))


def _vowel(letters: str) -> str:
    """One of a, e, i, o, u, or a glide of two: what spelling cannot change is left."""
    letters = re.sub(r"(.)\1+", r"\1", letters.replace("y", "i"))
    return _SAME_VOWEL.get(letters, letters)


_SAME_VOWEL = {
    "ou": "u", "ue": "u", "uo": "u", "eu": "u", "ea": "ia", "ie": "i", "ei": "i", "ey": "i", "oe": "o",
    "au": "ao", "aw": "ao",
    "ae": "e", "iau": "eo", "iao": "eo", "aeo": "eo", "aeu": "eo", "aie": "e", "oa": "ua", "ay": "ai",
    "eai": "ai", "iou": "iu", "oei": "ui",
}  # fmt: skip
