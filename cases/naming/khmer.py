"""Khmer in Latin letters, near to how Cambodians spell their names.

Consonants carry one of two series; the vowel signs sound after it. Source: the Khmer block of Unicode 16 for
the letters,
UNGEGN's 1972 system for the series, everyday spelling for the vowels.
"""

import re

_FIRST = dict(
    zip(
        "កខចឆដឋណតថបផសហឡអ",
        ["k", "kh", "ch", "chh", "d", "th", "n", "t", "th", "b", "ph", "s", "h", "l", ""],
        strict=True,
    )
)
_SECOND = dict(zip("គឃងជឈញឌឍទធនពភមយរលវឝឞ", [
    "k", "kh", "ng", "ch", "chh", "nh", "d", "th", "t", "th", "n", "p", "ph", "m", "y", "r", "l", "v", "s", "s",
], strict=True))  # fmt: skip
_CONSONANTS = _FIRST | _SECOND
_VOWELS = {  # after the first and after the second series
    "ា": ("a", "ea"), "ិ": ("e", "i"), "ី": ("ey", "i"), "ឹ": ("oe", "i"), "ឺ": ("eu", "eu"), "ុ": ("o", "u"),
    "ូ": ("ou", "u"),
    "ួ": ("uo", "uo"), "ើ": ("aeu", "eu"), "ឿ": ("oea", "oea"), "ៀ": ("ie", "ie"), "េ": ("e", "e"), "ែ": ("ae", "e"),
    "ៃ": ("ai", "ey"), "ោ": ("ao", "o"), "ៅ": ("au", "ou"), "ំ": ("am", "um"), "ះ": ("ah", "eah"), "ុំ": ("om", "um"),
    "ាំ": ("am", "oam"), "ៈ": ("ak", "eak"),
}  # fmt: skip
_INDEPENDENT = {
    "ឥ": "e", "ឦ": "ey", "ឧ": "u", "ឨ": "uk", "ឩ": "u", "ឪ": "ou", "ឫ": "rue", "ឬ": "rue", "ឭ": "lue",
    "ឮ": "lue", "ឯ": "ae",
    "ឰ": "ai", "ឱ": "ao", "ឲ": "ao", "ឳ": "au",
}  # fmt: skip
_UNIT = re.compile(
    "(?P<base>[\u1780-\u17a2])(?P<shift>[\u17c9\u17ca]?)(?P<under>(?:\u17d2[\u1780-\u17a2])*)(?P<shift2>[\u17c9\u17ca]?)"
    "(?P<vowel>[\u17b6-\u17c8]*)(?P<sign>[\u17cb-\u17d1\u17d3]*)|(?P<whole>[\u17a3-\u17b3])(?P<tail>[\u17b6-\u17c8]*)"
)


def latin(run: str) -> str:
    """A run of Khmer letters in Latin ones: ចាន់ធូ gives chanthu."""
    units = [unit for unit in _UNIT.finditer(run) if not (unit["sign"] and "\u17cd" in unit["sign"])]
    sounds: list[str] = []
    open_syllable = False
    for place, unit in enumerate(units):
        sound, open_syllable = _sound(unit, units[place + 1 :], open_syllable=open_syllable)
        sounds.append(sound)
    return "".join(sounds)


def _sound(unit: "re.Match[str]", following: list["re.Match[str]"], *, open_syllable: bool) -> tuple[str, bool]:
    """How a unit sounds, and whether a consonant that follows would close its syllable."""
    if unit["whole"]:
        return _INDEPENDENT.get(unit["whole"], "a"), True
    closes = open_syllable and not unit["vowel"] and _closes(unit, following)
    under = [_CONSONANTS[letter] for letter in unit["under"][1::2]]
    if closes:
        last = not following
        return _CONSONANTS[unit["base"]] + ("" if last else _without_repeat(unit, under)), False
    robat = "r" if "\u17cc" in unit["sign"] else ""
    onset = robat + _CONSONANTS[unit["base"]] + "".join(under)
    return onset + _vowel(unit), True


def _closes(unit: "re.Match[str]", following: list["re.Match[str]"]) -> bool:
    if not following or "\u17cb" in unit["sign"]:
        return True
    if following[0]["whole"] or following[0]["vowel"] or unit["under"]:
        return True
    return bool(following[0]["under"]) and len(following) > 1


def _without_repeat(unit: "re.Match[str]", under: list[str]) -> str:
    return "" if under and under[0] == _CONSONANTS[unit["base"]] else "".join(under) + ("a" if under else "")


def _vowel(unit: "re.Match[str]") -> str:
    shift = unit["shift"] + unit["shift2"]
    second = (unit["base"] in _SECOND and shift != "\u17c9") or shift == "\u17ca"
    vowel = unit["vowel"]
    if not vowel:
        return "o" if second else "a"
    if vowel in _VOWELS:
        return _VOWELS[vowel][second]
    return "".join(_VOWELS.get(sign, ("", ""))[second] for sign in vowel)
