"""The letters a paper can be set in, and what becomes of those it cannot.

Noto, as the pages use it: one family per script, chosen letter by letter in this order. A character that no family has
would print as an empty box, which a reader takes for a fault of the printer; it prints as its code point instead.
"""

import re
import unicodedata
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from fontTools.ttLib import TTFont

from coordination_center.text import BIDI_CONTROLS

FAMILIES = (  # package, folder, name
    ("justmytype_western_core", "notosans", "Noto Sans"),
    ("justmytype_intl_sea", "notosansthai", "Noto Sans Thai"),
    ("justmytype_intl_sea", "notosanslao", "Noto Sans Lao"),
    ("justmytype_intl_sea", "notosanskhmer", "Noto Sans Khmer"),
    ("justmytype_intl_sea", "notosansmyanmar", "Noto Sans Myanmar"),
    ("justmytype_intl_south_asia", "notosansbengali", "Noto Sans Bengali"),
    ("justmytype_intl_south_asia", "notosansdevanagari", "Noto Sans Devanagari"),
    ("justmytype_intl_south_asia", "notosanstamil", "Noto Sans Tamil"),
    ("justmytype_intl_cjk", "notosanssc", "Noto Sans SC"),
    ("justmytype_intl_cjk", "notosanskr", "Noto Sans KR"),
    ("justmytype_intl_rtl", "notosansarabic", "Noto Sans Arabic"),
    ("justmytype_western_core", "notosansmono", "Noto Sans Mono"),
    ("justmytype_western_core", "notosanssymbols2", "Noto Sans Symbols 2"),
)
BREAK = "\u200b"
_BREAKABLE = re.compile(r"[!-~]{25,}")
_ALREADY = frozenset("\n\u00ad\u200b\u200c\u200d\u2060\ufe0e\ufe0f\ufeff")  # seen in their neighbours, or not at all


@cache
def folders() -> tuple[Path, ...]:
    """The folders of the fonts, in order. Raises RuntimeError where a package is not installed."""
    return tuple(_folder(package, name) for package, name, _family in FAMILIES)


def names() -> list[str]:
    """The families' names, in order."""
    return [family for _package, _folder, family in FAMILIES]


def legible(text: str) -> str:
    """`text` with nothing invisible or unknown in it, and places to break in its longest words.

    Control characters, those that turn the direction of writing, and characters no font has become `[U+202E]`.
    """
    shown = "".join(letter if _shown(letter) else _code_point(letter) for letter in text.replace("\t", "    "))
    return _BREAKABLE.sub(_broken, shown)


def _shown(letter: str) -> bool:
    if letter in _ALREADY:
        return True
    if letter in BIDI_CONTROLS or unicodedata.category(letter) in {"Cc", "Cs", "Co", "Zl", "Zp"}:
        return False
    return any(ord(letter) in _codes(folder) for folder in folders())


def _code_point(letter: str) -> str:
    return f"[U+{ord(letter):04X}]"


def _broken(word: re.Match[str]) -> str:
    """A hash, an address or an account: it may break after every eighth character, where a column is narrow.

    The template turns the mark into a space of no width, so that what is copied from the paper is the word itself.
    """
    text = word.group()
    return BREAK.join(text[at : at + 8] for at in range(0, len(text), 8))


@cache
def _codes(folder: Path) -> frozenset[int]:
    """The code points the family in `folder` has a letter for: read when a text first needs it, once in a process."""
    file = next(path for path in sorted(folder.glob("*.ttf")) if "Italic" not in path.name)
    with TTFont(file, lazy=True) as font:
        return frozenset(font.getBestCmap())


def _folder(package: str, name: str) -> Path:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise RuntimeError(f"The fonts of {package} are not installed.")
    return Path(spec.origin).parent / "fonts" / "ofl" / name
