"""The language by whose habits of spelling two names are compared."""

from enum import StrEnum
from functools import lru_cache

from cases.naming.script import Script, in_unicode, runs, scripts
from cases.naming.writing import folded, tidy
from intelligence.matching import burmese, chinese, vietnamese


class Tongue(StrEnum):
    """`MIXED`: two scripts, by sound; `LATIN`: both in Latin letters, where a letter that differs says more."""

    CHINESE = "chinese"
    BURMESE = "burmese"
    VIETNAMESE = "vietnamese"
    MIXED = "mixed"
    LATIN = "latin"


_BY_SCRIPT = {Script.HAN: Tongue.CHINESE, Script.BURMESE: Tongue.BURMESE}


def tongue_of(left: str, right: str) -> Tongue:
    """By the script of either name; for two Latin names by the syllables they are made of."""
    native = {script for script in (*_scripts(left), *_scripts(right)) if script is not Script.LATIN}
    if native == {Script.VIETNAMESE}:
        return Tongue.VIETNAMESE
    if len(native - {Script.VIETNAMESE}) == 1:
        return _BY_SCRIPT.get(next(iter(native - {Script.VIETNAMESE})), Tongue.MIXED)
    return Tongue.MIXED if native else _of_latin(left, right)


def pair_of_scripts(left: str, right: str) -> str:
    """The scripts of two names as one word, for a table: `thai-latin`, `latin-latin`; the native one first."""
    both = sorted((str(next(iter(_scripts(text)), Script.OTHER)) for text in (left, right)), key=lambda s: s == "latin")
    return "-".join(both)


@lru_cache(maxsize=16_384)
def _scripts(text: str) -> tuple[Script, ...]:
    return (Script.LATIN,) if text.isascii() and any(c.isalpha() for c in text) else scripts(in_unicode(tidy(text)))


def _of_latin(left: str, right: str) -> Tongue:
    one, other = _words(left), _words(right)
    for tongue, speaks in (
        (Tongue.VIETNAMESE, vietnamese.is_latin),
        (Tongue.CHINESE, chinese.is_latin),
        (Tongue.BURMESE, burmese.is_latin),
    ):
        if speaks(one) and speaks(other):
            return tongue
    return Tongue.LATIN


@lru_cache(maxsize=16_384)
def _words(text: str) -> tuple[str, ...]:
    return tuple(folded(run) for _script, run in runs(text))
