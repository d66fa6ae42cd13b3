"""Bengali in Latin letters: each consonant carries a vowel, which is not heard at the end nor between two syllables.

Source: the Bengali block of Unicode 16 for the letters, everyday spelling of names for their sounds.
"""

import re

_CONSONANTS = dict(zip("কখগঘঙচছজঝঞটঠডঢণতথদধনপফবভমযরলশষসহৎংঃঁ", [
    "k", "kh", "g", "gh", "ng", "ch", "chh", "j", "jh", "n", "t", "th", "d", "dh", "n", "t", "th", "d", "dh", "n",
    "p", "f", "b", "bh", "m", "j", "r", "l", "sh", "sh", "s", "h", "t", "ng", "", "",
], strict=True))  # fmt: skip
_DOTTED = {"ড": "r", "ঢ": "rh", "য": "y"}
_SIGNS = {
    "া": "a", "ি": "i", "ী": "i", "ু": "u", "ূ": "u", "ৃ": "ri", "ে": "e", "ৈ": "oi", "ো": "o", "ৌ": "ou",
}  # fmt: skip
_WHOLE = {
    "অ": "a", "আ": "a", "ই": "i", "ঈ": "i", "উ": "u", "ঊ": "u", "ঋ": "ri", "এ": "e", "ঐ": "oi", "ও": "o", "ঔ": "ou",
}  # fmt: skip
_UNIT = re.compile(
    "(?P<base>[ক-হ])(?P<dot>\u09bc?)(?P<sign>[\u09be-\u09cc\u09cd]?)|(?P<whole>[অ-ঔ])|(?P<closing>[ৎংঃঁ])"
)
_Y = re.compile("^i(?=[aeou])")
_NASAL = "\u0981"  # a vowel through the nose, which many write with an n at the end: Bhuiyan
_VIRAMA = "\u09cd"


def readings(run: str) -> list[str]:
    """A run of Bengali letters in Latin ones, each way once: রহমান gives rahman, rohman."""
    units = _units(run)
    ways = ["".join(sound + (vowel or unwritten) for sound, vowel, unwritten in _heard(units, u)) for u in "ao"]
    ways += [way.replace("bh", "v") for way in ways]
    ways = [_Y.sub("y", way) for way in ways]
    if _NASAL in run:
        ways += [way + "n" for way in ways]
    return list(dict.fromkeys(ways))


def _units(run: str) -> list[tuple[str, str | None]]:
    """Each letter's sound with its vowel; None for the one that is not written."""
    found: list[tuple[str, str | None]] = []
    for unit in _UNIT.finditer(run):
        if unit["whole"]:
            found.append(("", _WHOLE.get(unit["whole"], "a")))
        elif unit["closing"]:
            found.append((_CONSONANTS[unit["closing"]], ""))
        else:
            sound = _DOTTED.get(unit["base"], "") if unit["dot"] else _CONSONANTS.get(unit["base"], "")
            sign = unit["sign"]
            found.append((sound, "" if sign == _VIRAMA else _SIGNS.get(sign) if sign else None))
    return found


def _heard(units: list[tuple[str, str | None]], unwritten: str) -> list[tuple[str, str, str]]:
    """With the unwritten vowel where it is heard: not at the end, not between a vowel and a syllable with its own."""
    found: list[tuple[str, str, str]] = []
    for place, (sound, vowel) in enumerate(units):
        heard = ""
        if vowel is None:
            before = bool(found) and bool(found[-1][1] or found[-1][2])
            after = units[place + 1][1] if place + 1 < len(units) else None
            silent = place + 1 == len(units) or (before and bool(after))
            heard = "" if silent and place else unwritten
        found.append((sound, vowel or "", heard))
    return found
