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


_SILENT_I = re.compile("(?<=[តថទធឋឌ])ិ$")  # at the end of words from Pali: សម្បត្តិ is Sambath
_NASAL = re.compile("(o?a|u)mng")  # the nasal sign before NGO: តាំង is Tang


def readings(run: str) -> list[str]:
    """A run of Khmer letters in Latin ones, each way once: by its series, with a for every unwritten vowel, and as in
    words from Sanskrit, where no consonant closes a syllable: មករា gives mokrea, makrea, makara.
    """
    short = _SILENT_I.sub("", run)
    ways = [latin(run), latin(short, plain=True), _without_series(run)]
    return [way for way in dict.fromkeys(ways) if way]


def latin(run: str, *, plain: bool = False) -> str:
    """A run of Khmer letters in Latin ones: ចាន់ធូ gives chanthu. `plain`: an unwritten vowel is a in either series."""
    units = _units(run)
    sounds: list[str] = []
    open_syllable = False
    for place, unit in enumerate(units):
        sound, open_syllable = _sound(unit, units[place + 1 :], open_syllable=open_syllable, plain=plain)
        sounds.append(sound)
    return _NASAL.sub(lambda found: ("ea" if found[1] == "oa" else found[1]) + "ng", "".join(sounds))


def _without_series(run: str) -> str:
    """Every consonant but the last with its vowel, those of the first series for all."""
    units = _units(run)
    sounds = []
    for place, unit in enumerate(units):
        if unit["whole"]:
            sounds.append(_INDEPENDENT.get(unit["whole"], "a"))
            continue
        under = "".join(_CONSONANTS[letter] for letter in unit["under"][1::2])
        bare = not unit["vowel"] and place == len(units) - 1
        sounds.append(_CONSONANTS[unit["base"]] + under + ("" if bare else _VOWELS.get(unit["vowel"], ("a", "a"))[0]))
    return "".join(sounds)


def _units(run: str) -> list["re.Match[str]"]:
    """The letters of a run, each with its signs; those that are not heard left out."""
    return [unit for unit in _UNIT.finditer(run) if not (unit["sign"] and "\u17cd" in unit["sign"])]


def _sound(
    unit: "re.Match[str]", following: list["re.Match[str]"], *, open_syllable: bool, plain: bool
) -> tuple[str, bool]:
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
    return onset + ("a" if plain and not unit["vowel"] else _vowel(unit)), True


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
