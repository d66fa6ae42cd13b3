"""In which scripts a text is written; Burmese in the Zawgyi encoding is told apart and brought into Unicode."""

import re
from collections import Counter
from enum import StrEnum
from functools import cache
from typing import Any


class Script(StrEnum):
    """Scripts of the region. Vietnamese is Latin whose marks no other Latin spelling has."""

    LATIN = "latin"
    VIETNAMESE = "vietnamese"
    THAI = "thai"
    LAO = "lao"
    KHMER = "khmer"
    BURMESE = "burmese"
    BENGALI = "bengali"
    HAN = "han"
    OTHER = "other"


# Unicode 16, Blocks.txt.
_BLOCKS = [
    (Script.LATIN, r"A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff"),
    (Script.THAI, r"\u0e01-\u0e3a\u0e40-\u0e4e"),
    (Script.LAO, r"\u0e81-\u0ece\u0edc-\u0edf"),
    (Script.KHMER, r"\u1780-\u17d3\u17d7\u17dc\u17dd"),
    (Script.BURMESE, r"\u1000-\u103f\u104c-\u108f\u109a-\u109f\ua9e0-\ua9ef\ua9fa-\ua9fe\uaa60-\uaa7f"),
    (Script.BENGALI, r"\u0980-\u09e3\u09f0\u09f1\u09fc"),
    (Script.HAN, r"\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"),
]
_RUN = re.compile("|".join(f"(?P<{script.value}>[{block}]+)" for script, block in _BLOCKS) + r"|(?P<other>[^\W\d_]+)")
_VIETNAMESE = re.compile(r"[\u0102\u0103\u0110\u0111\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]")

_BURMESE = re.compile(r"[\u1000-\u109f]")
_SPACES = re.compile(r"(\s+)")

# Segmented by dictionary: these scripts write words without spaces between them.
UNSPACED = frozenset({Script.THAI, Script.LAO, Script.KHMER, Script.BURMESE, Script.HAN})

# What Unicode's Burmese never writes: a vowel or medial before its consonant at the start of a word.
_SURELY_ZAWGYI = re.compile(
    r"(?<![\u1000-\u109f])[\u1031\u103b\u107e-\u1084][\u1000-\u1021\u103b\u1031]"
    # ... a medial after a vowel, a vowel after the killer, NGA stacked without its own
    r"|[\u102b-\u1030\u1032\u1036-\u1038]\u103b[\u1000-\u1021]|\u103a[\u102b-\u1030\u1032]|[\u102b-\u1030\u1032\u1036-\u1038\u103a]\u1031|\u1004\u1039[\u1000-\u1021]"
)
# Nor this, in a text that shows nothing of Unicode's: a virama with no consonant under it, Zawgyi's own stacked forms.
_ZAWGYI = re.compile(
    r"\u1039(?![\u1000-\u1021])|[\u1000-\u1021][\u1064\u108b-\u108d]|\u1031[\u103b\u107e-\u1084][\u1000-\u1021]"
    r"|[\u1060-\u1064\u1066-\u106d\u1070-\u1074\u1085-\u108d\u1090-\u1097](?=[\u102c-\u1039])"
    r"|[\u1087\u108a\u1094\u1095]\u1038"
)
# What Zawgyi never writes: HA as its own medial, KINZI, the killer followed by a tone.
_UNICODE = re.compile(r"\u103e|\u1004\u103a\u1039|[\u1000-\u1021]\u103a[\u1037\u1038]|\u103f")


def runs(text: str) -> list[tuple[Script, str]]:
    """The letters of `text` in runs of one script, in order; digits, spaces and signs are left out."""
    found = [(Script(match.lastgroup or "other"), match[0]) for match in _RUN.finditer(text)]
    vietnamese = _VIETNAMESE.search(text) is not None
    return [(Script.VIETNAMESE if vietnamese and script is Script.LATIN else script, run) for script, run in found]


def scripts(text: str) -> tuple[Script, ...]:
    """The scripts of `text`, the one with most letters first; none for a text without letters."""
    letters = Counter[Script]()
    for script, run in runs(text):
        letters[script] += len(run)
    return tuple(script for script, _count in letters.most_common())


def script_of(text: str) -> Script:
    """The script that most letters of `text` are in; `OTHER` for a text without letters."""
    return next(iter(scripts(text)), Script.OTHER)


def is_zawgyi(text: str) -> bool:
    """Whether `text` is certainly Burmese in the Zawgyi encoding; what could be either is taken for Unicode."""
    if _SURELY_ZAWGYI.search(text):
        return True
    return _ZAWGYI.search(text) is not None and _UNICODE.search(text) is None


def in_unicode(text: str) -> str:
    """`text` with Zawgyi brought into Unicode, word by word where it certainly is Zawgyi (ICU's rules, `Zawgyi-my`)."""
    if text.isascii() or not _BURMESE.search(text):
        return text
    return "".join(
        transliterator("Zawgyi-my").transliterate(word) if is_zawgyi(word) else word for word in _SPACES.split(text)
    )


@cache
def transliterator(name: str) -> Any:
    """ICU's transliterator of this name, made once."""
    from icu import Transliterator  # type: ignore[import-untyped]

    return Transliterator.createInstance(name)
