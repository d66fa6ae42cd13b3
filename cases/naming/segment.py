"""The words of a text, for PostgreSQL's `tsvector`: found by ICU, for PostgreSQL knows no words of scripts
without spaces.

A dictionary divides one sentence in different ways by what stands around a word, and knows few names. So such
scripts are
kept as words and also as pairs of neighbouring characters, and a search asks for either.
"""

import re
from functools import lru_cache
from itertools import pairwise
from threading import local
from typing import Any

from cases.naming.script import UNSPACED, in_unicode, script_of
from cases.naming.writing import folded, tidy, western_digits

LONGEST_WORD = 60  # characters; PostgreSQL takes 2 KB
MOST_WORDS = 20_000  # of one text; what comes later is not found by its words
MOST_ASKED = 24  # words of one query
_WORDLIKE = 100  # ICU's rule status from which a piece is a word and not space or signs (UBRK_WORD_NONE_LIMIT)
_PAIR = "·"  # marks a pair, which no word contains
_breakers = local()


def words(text: str) -> list[str]:
    """The words of `text` in order: folded case, digits 0-9, Zawgyi as Unicode; Latin with its marks as written."""
    return [word for word in _pieces(_plain(text)) if word]


def lexemes(text: str) -> list[str]:
    """What the index keeps of `text`, each once: words, Latin ones also without marks, pairs of characters of scripts
    without spaces. For `array_to_tsvector`."""
    found: dict[str, None] = {}
    for word in words(text)[:MOST_WORDS]:
        found[word[:LONGEST_WORD]] = None
        found[folded(word)[:LONGEST_WORD]] = None
    for run in _unspaced_runs(_plain(text)):
        found.update(dict.fromkeys(_pairs(run)[:MOST_WORDS]))
        found.update(dict.fromkeys(f"{_PAIR}{one}" for one in run[:MOST_WORDS] if _HAN.match(one)))
    return [word for word in found if word]


def asked(text: str) -> list[list[list[str]]]:
    """A search for `text` as all of these; each is one of these; each is all of these lexemes together.

    The last Latin word of a query is not cut short: a search finds words as they are.
    """
    conditions: list[list[list[str]]] = []
    for piece in _plain(text).split(" "):
        conditions.extend(_asked(piece))
    return conditions[:MOST_ASKED]


def tsquery(text: str) -> str:
    """`asked` in the language of `to_tsquery`, every lexeme quoted; empty where `text` has no word."""
    return " & ".join(
        "(" + " | ".join("(" + " & ".join(_quoted(word) for word in way) + ")" for way in ways) + ")"
        for ways in asked(text)
    )


def terms(text: str) -> list[str]:
    """What to mark in a text that was found: the words of a query, and its runs of scripts without spaces whole."""
    plain = _plain(text)
    runs = _unspaced_runs(plain)
    found = dict.fromkeys([*runs, *(word for word in _pieces(plain) if word)])
    return [term for term in found if len(term) > 1 or not is_unspaced(term) or term in runs or _HAN.match(term)]


def is_unspaced(text: str) -> bool:
    """Whether there is writing without spaces between words in `text`."""
    return bool(_unspaced_runs(text))


def _asked(piece: str) -> list[list[list[str]]]:
    if not _unspaced_runs(piece):
        return [[[folded(word)[:LONGEST_WORD]]] for word in _pieces(piece) if word]
    conditions: list[list[list[str]]] = []
    for run in _RUNS.findall(piece):
        by_word = [word[:LONGEST_WORD] for word in _pieces(run) if word]
        if script_of(run) in UNSPACED:
            pairs = _pairs(run)
            conditions.append([way for way in (by_word, pairs) if way])
        else:
            conditions.extend([[folded(word)]] for word in by_word)
    return [ways for ways in conditions if ways]


def _quoted(lexeme: str) -> str:
    return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'"


@lru_cache(maxsize=64)
def _plain(text: str) -> str:
    return western_digits(tidy(in_unicode(text))).casefold()


_HAN_LETTERS = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U000323af"
_LETTERS = "\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0ece\u1780-\u17d3\u17d7\u17dc\u17dd\u1000-\u103f" + _HAN_LETTERS
_HAN = re.compile(f"[{_HAN_LETTERS}]")  # one character is a word there
_UNSPACED = re.compile(f"[{_LETTERS}]+")
_RUNS = re.compile(f"[{_LETTERS}]+|[^\\s{_LETTERS}]+")


def _unspaced_runs(text: str) -> list[str]:
    return [] if text.isascii() else _UNSPACED.findall(text)


def _pieces(text: str) -> list[str]:
    """ICU's words of `text`: its dictionaries for Thai, Lao, Khmer, Burmese and Chinese, its rules for the rest."""
    if not text:
        return []
    from icu import UnicodeString  # type: ignore[import-untyped]

    breaker, whole = _breaker(), UnicodeString(text)
    breaker.setText(whole)
    start, found = 0, []
    for end in breaker:
        if breaker.getRuleStatus() >= _WORDLIKE:
            found.append(str(whole[start:end]))
        start = end
    return found


def _breaker() -> Any:
    """ICU's word breaker of this thread: it holds the text it works on."""
    if not hasattr(_breakers, "words"):
        from icu import BreakIterator, Locale

        _breakers.words = BreakIterator.createWordInstance(Locale.getRoot())
        _breakers.characters = BreakIterator.createCharacterInstance(Locale.getRoot())
    return _breakers.words


def _pairs(run: str) -> list[str]:
    """Neighbouring characters (as a reader counts them) two by two; of a run of one, that one."""
    clusters = _clusters(run)
    if len(clusters) == 1:
        return [f"{_PAIR}{clusters[0]}"]
    return list(dict.fromkeys(f"{_PAIR}{one}{other}" for one, other in pairwise(clusters)))


def _clusters(run: str) -> list[str]:
    from icu import UnicodeString

    _breaker()
    breaker, whole = _breakers.characters, UnicodeString(run)
    breaker.setText(whole)
    start, found = 0, []
    for end in breaker:
        found.append(str(whole[start:end]))
        start = end
    return found
