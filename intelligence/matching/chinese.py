"""Chinese names: characters, pinyin, Wade-Giles without its marks, and the spellings of families abroad."""

import re
from functools import cache, lru_cache
from itertools import product

from rapidfuzz.distance import OSA

from cases.naming import titles
from cases.naming.abroad import GIVEN
from cases.naming.chinese import SPELLINGS, divided, pinyin
from cases.naming.romanise import Part
from cases.naming.script import Script, runs, transliterator
from cases.naming.writing import folded, tidy

_SYLLABLE = re.compile(
    "(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|ei|ao|ou|an|en|in|un|ia"
    "|ie|iu|ua|uo|ui|ue|a|o|e|i|u)|ang|ai|an|ao|en|er|ou|a|e|o)"
)
_NAME = re.compile(f"({_SYLLABLE.pattern})({_SYLLABLE.pattern})")
_GILES_INITIAL = {
    "zh": "ch", "j": "ch", "q": "ch", "x": "hs", "z": "ts", "c": "ts", "r": "j", "b": "p", "d": "t", "g": "k",
}  # fmt: skip
_GILES_WHOLE = {
    "zhi": "chih", "chi": "chih", "shi": "shih", "ri": "jih", "zi": "tzu", "ci": "tzu", "si": "ssu", "ge": "ko",
    "ke": "ko", "he": "ho", "gui": "kuei", "kui": "kuei", "you": "yu", "er": "erh", "yan": "yen", "ye": "yeh", "e": "o",
    "guo": "kuo", "kuo": "kuo", "huo": "huo", "shuo": "shuo", "yi": "i", "xuan": "hsuan", "zhou": "chou",
}  # fmt: skip
_GILES_FINAL = (("ong", "ung"), ("ian", "ien"), ("ie", "ieh"), ("ue", "ueh"), ("uo", "o"))
# A syllable of no surname in the tables that yet is one abroad.
_OTHER_SPELLINGS = {"liou": "liu", "hwang": "huang", "woo": "wu", "chern": "chen", "chia": "xie", "chwee": "cui"}
SURNAMES = frozenset(spelled for ways in SPELLINGS.values() for spelled in ways) | frozenset(_OTHER_SPELLINGS)
_ABROAD = frozenset(spelled for ways in GIVEN.values() for spelled in ways)
_HAN = "\u3400"  # the first of the characters
_FOREIGN_LEAST = 3  # parts from which one that no Chinese name has is taken for a Christian name


def giles(syllable: str) -> str:
    """A syllable of pinyin as Wade-Giles without marks: zhiqiang's qiang gives chiang."""
    if syllable in _GILES_WHOLE:
        return _GILES_WHOLE[syllable]
    initial = next((i for i in ("zh", "ch", "sh", *"jqxzcrbdg") if syllable.startswith(i)), "")
    final = syllable[len(initial) :]
    for ending, into in _GILES_FINAL:
        if final.endswith(ending):
            final = final.removesuffix(ending) + into
            break
    return _GILES_INITIAL.get(initial, initial) + final


def is_latin(words: tuple[str, ...]) -> bool:
    """Whether a name in Latin letters is Chinese: a surname first or last, and syllables of Chinese for the rest."""
    return (
        2 <= len(words) <= 4
        and bool({words[0], words[-1]} & SURNAMES)
        and all(w in SURNAMES or w in _ABROAD or _is_mandarin(w) or _loosely(w) in _heard_abroad() for w in words)
    )


@cache
def _heard_abroad() -> frozenset[str]:
    return frozenset(map(_loosely, SURNAMES | _ABROAD))


@lru_cache(maxsize=16_384)
def _is_mandarin(word: str) -> bool:
    return bool(_SYLLABLE.fullmatch(word) or _NAME.fullmatch(word)) or word in _GILES


_FINALS = """
iang iong uang ang eng ing ong ian iao uai uan ai ei ao ou an en in un ia ie iu ua uo ui ue a o e i u
"""


def _all_syllables() -> frozenset[str]:
    initials = ("zh", "ch", "sh", *"bpmfdtnlgkhjqxrzcsyw")
    finals = _FINALS.split()
    return frozenset(giles(initial + final) for initial, final in product(initials, finals))


_GILES = _all_syllables()


@lru_cache(maxsize=16_384)
def parts(name: str) -> tuple[Part, ...]:
    """The syllables of a name, surname as it stands: each with every spelling it may have."""
    found: list[Part] = []
    for script, run in runs(_without_title(tidy(name))):
        found.extend(
            _characters(transliterator("Traditional-Simplified").transliterate(run))
            if script is Script.HAN
            else _latin(folded(run))
        )
    chinese = [part for part in found if part.written >= _HAN or _speaks(part)]
    return tuple(chinese if len(found) > _FOREIGN_LEAST - 1 and len(chinese) > 1 else found)


def _without_title(name: str) -> str:
    return next((name.removesuffix(title) for title in titles.SUFFIXES if name.endswith(title)), name)


def _speaks(part: Part) -> bool:
    return part.written in SURNAMES or part.written in _ABROAD or _is_mandarin(part.written)


def _characters(run: str) -> list[Part]:
    surname, given = divided(run)
    bare = not given or (surname not in SPELLINGS and len(run) == 2)  # 淑芬 alone is a given name
    read = pinyin(run)
    if len(read) != len(run):
        return [Part(run, ("".join(read),))]
    if len(surname) > 1 and not bare:
        first = Part(surname, ("".join(read[:2]), *SPELLINGS.get(surname, ())))
        rest = zip(run[2:], read[2:], strict=True)
        return [first, *(_character(c, r, GIVEN.get(c, ())) for c, r in rest)]
    tables = [GIVEN if bare else SPELLINGS, *[GIVEN] * (len(run) - 1)]
    abroad = [tuple(table.get(c, ())) for table, c in zip(tables, run, strict=True)]
    return [_character(c, r, ways) for c, r, ways in zip(run, read, abroad, strict=True)]


def _character(character: str, read: str, abroad: tuple[str, ...]) -> Part:
    return Part(character, tuple(dict.fromkeys((read, giles(read), *abroad))))


def _latin(word: str) -> list[Part]:
    """One word as its syllables: Jianguo gives jian, guo; Wongkwok stays."""
    if _SYLLABLE.fullmatch(word) or word in SURNAMES or word in _ABROAD:
        return [_syllable(word)]
    two = _NAME.fullmatch(word)
    if two:
        return [_syllable(two[1]), _syllable(two[2])]
    for cut in range(2, len(word) - 1):
        if {word[:cut], word[cut:]} <= (_ABROAD | _GILES):
            return [_syllable(word[:cut]), _syllable(word[cut:])]
    return [_syllable(word)]


@lru_cache(maxsize=4096)
def _syllable(word: str) -> Part:
    word = _OTHER_SPELLINGS.get(word, word)
    return Part(word, (word,))


@lru_cache(maxsize=65_536)
def near(one: Part, other: Part) -> float:
    """1 for one character or spellings it has; 0.92 for two spellings that one character may have; else little."""
    if set(one.spelled) & set(other.spelled):
        return 0.6 if _two_characters(one, other) else 1.0
    if any(giles(p) == q or p == giles(q) for p in one.spelled for q in other.spelled):
        return 0.98
    if len(one.spelled) == len(other.spelled) == 1:
        return 0.92 if _share_a_character(one.written, other.written) else _typed(one.written, other.written)
    return one.nearest(other, _typed)


def _two_characters(one: Part, other: Part) -> bool:
    """Written both in characters, and not in the same."""
    return one.written != other.written and min(one.written, other.written) >= _HAN


def _share_a_character(p: str, q: str) -> bool:
    written = _characters_spelled()
    return not written.get(p, _NONE).isdisjoint(written.get(q, _NONE))


_NONE: frozenset[str] = frozenset()


@cache
def _characters_spelled() -> dict[str, set[str]]:
    """For each spelling the characters of the tables that have it."""
    found: dict[str, set[str]] = {}
    given = ((character, (*pinyin(character), *ways)) for character, ways in GIVEN.items())
    for character, ways in (*SPELLINGS.items(), *given):
        for spelled in (*ways, giles(ways[0])):
            found.setdefault(spelled, set()).add(character)
    return found


_LOOSE = (("ow", "au"), ("oo", "u"), ("ee", "i"), ("ey", "ei"), ("ew", "iu"), ("aw", "o"), ("y", "i"))


@lru_cache(maxsize=16_384)
def _loosely(word: str) -> str:
    for spelling, into in _LOOSE:
        word = word.replace(spelling, into)
    return word.removesuffix("h")


def _typed(p: str, q: str) -> float:
    if _loosely(p) == _loosely(q):
        return 0.93
    if sorted(p) == sorted(q) and OSA.distance(p, q) == 1 and min(len(p), len(q)) > 3:
        return 0.9
    return 0.7 if OSA.distance(p, q) == 1 and min(len(p), len(q)) > 2 else 0.35
