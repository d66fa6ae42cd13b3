"""Whether two names, with what is known of two births, are of one person: a score, a band, and why."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial, reduce
from typing import Literal

from django.utils.translation import gettext as _

from cases.naming.likeness import Name, names_of, written_names
from cases.naming.romanise import Part
from cases.naming.script import in_unicode, is_zawgyi
from cases.naming.writing import tidy
from intelligence.matching import birth, burmese, chinese, sounds, vietnamese
from intelligence.matching.alignment import Alignment, Near, in_any_order, in_order, together
from intelligence.matching.birth import Birth
from intelligence.matching.explaining import explained
from intelligence.matching.thresholds import MATCH, POSSIBLE
from intelligence.matching.tongue import Tongue, tongue_of

Band = Literal["match", "possible", "no"]
Parts = tuple[Part, ...]

_MISSING = {Tongue.CHINESE: 0.2, Tongue.BURMESE: 0.22, Tongue.VIETNAMESE: 0.14, Tongue.MIXED: 0.17, Tongue.LATIN: 0.17}
_LIGHT = frozenset({"mohammad", "nur", "noor", "siti", "sri", "thi", "van", "maria", "maung"})
_MOST_PARTS, _MOST_NAMES = 8, 8  # of one text: what is longer is no name
_LIGHT_MISSING = 0.04
_BY_NICKNAME = 0.95
_LEAST_FOR_BIRTH = 0.6  # a birth date says nothing for names that are not at all alike
_LIFT = {
    Birth.SAME: 0.15,
    Birth.ERA: 0.1,
    Birth.SWAPPED: 0.08,
    Birth.DAY_OFF: 0.06,
    Birth.PARTIAL: 0.06,
    Birth.YEAR_OFF: 0.02,
}
_WEIGHT = {Birth.NEAR: 0.8, Birth.CLASH: 0.66}


@dataclass(frozen=True)
class Match:
    """How likely two names are one person's: `score` from 0 to 1, its `band`, and `why` in sentences for people."""

    score: float
    band: Band
    why: tuple[str, ...]


@dataclass(frozen=True)
class _Found:
    score: float
    alignment: Alignment
    whole: bool  # neither side lacks the surname, or stands by a nickname alone


def compare(left: str, right: str, *, left_born: str = "", right_born: str = "") -> Match:
    """The match of two names of any script, spelling and order; dates of birth in any calendar, in part or not at all.

    Where one side has no surname, the band is `possible` at most, unless the dates of birth agree.
    """
    left, right = tidy(left), tidy(right)
    left_name, right_name = in_unicode(left), in_unicode(right)
    born = birth.compared(left_born, right_born)
    tongue = tongue_of(left_name, right_name)
    found = _best(left_name, right_name, tongue)
    if found is None:
        return Match(0.0, "no", (_("one of the names is empty"),))
    score = round(_with_birth(found, born), 3)
    zawgyi = is_zawgyi(left) or is_zawgyi(right)
    why = explained(found.alignment, born, anchor=(left_name, right_name), tongue=tongue, zawgyi=zawgyi)
    return Match(score, band_of(score), why)


def band_of(score: float) -> Band:
    """The band of a score, by `thresholds`."""
    return "match" if score >= MATCH else "possible" if score >= POSSIBLE else "no"


def _with_birth(found: _Found, born: Birth) -> float:
    score = found.score * _WEIGHT.get(born, 1.0)
    if score >= _LEAST_FOR_BIRTH:
        score = min(1.0, score + _LIFT.get(born, 0.0))
    if not found.whole and born not in birth.AGREES:
        score = min(score, MATCH - 0.01)
    return score


def _best(left: str, right: str, tongue: Tongue) -> _Found | None:
    ones, others = _names(left, tongue), _names(right, tongue)
    found = [
        _compared(one, other, tongue, short=(short and len(ones) > 1) or (brief and len(others) > 1))
        for one, short in ones
        for other, brief in others
    ]
    return max(found, key=lambda f: (f.score, f.whole), default=None)


def _names(text: str, tongue: Tongue) -> list[tuple[Parts, bool]]:
    """The names of a text, each with whether it is a nickname: a name of one part beside a longer one."""
    if tongue in _DIVIDED:
        written = written_names(text)[:_MOST_NAMES]
        names = [_DIVIDED[tongue](plain)[:_MOST_PARTS] for plain, _short in written]
        nicknames = [_DIVIDED[tongue](short)[:_MOST_PARTS] for _plain, short in written]
    else:
        read = names_of(text)[:_MOST_NAMES]
        if tongue is Tongue.BURMESE:
            read = tuple(Name(burmese.syllables(n.parts), n.nickname) for n in read)
        names, nicknames = [name.parts for name in read], [name.nickname for name in read]
    longest = max(map(len, names), default=0)
    found = [(parts, len(parts) == 1 < longest) for parts in names if parts]
    return list(dict.fromkeys(found + [(parts, True) for parts in nicknames if parts]))


def _compared(one: Parts, other: Parts, tongue: Tongue, *, short: bool) -> _Found:
    alignment = _aligned(one, other, tongue)
    score = _scored(alignment, tongue)
    if short:
        return _Found(score * _BY_NICKNAME, alignment, whole=False)
    lacks = [part for part in alignment.missing if part.spelled[0] not in _LIGHT]
    strict = tongue in (Tongue.CHINESE, Tongue.BURMESE)
    return _Found(score, alignment, whole=not lacks or (len(alignment.pairs) > 1 and not strict))


def _aligned(one: Parts, other: Parts, tongue: Tongue) -> Alignment:
    near = _NEAR[tongue]
    align = in_any_order if tongue in (Tongue.MIXED, Tongue.LATIN) else in_order
    found = align(one, other, near)
    if min(len(one), len(other)) == 1 < max(len(one), len(other)) and found.missing:
        a, b = reduce(together, one), reduce(together, other)
        value = near(a, b)
        if value > 0.86:
            return Alignment(((a, b, value),), ())
    return found


def _scored(alignment: Alignment, tongue: Tongue) -> float:
    many = len(alignment.pairs) + len(alignment.missing)
    lost = sum(_LIGHT_MISSING if part.spelled[0] in _LIGHT else _MISSING[tongue] for part in alignment.missing)
    if tongue in (Tongue.MIXED, Tongue.LATIN):
        lost *= 2 / max(2, many)
    return max(0.0, (0.35 * alignment.mean + 0.65 * alignment.worst) * (1 - min(lost, 0.6)))


_DIVIDED: dict[Tongue, Callable[[str], Parts]] = {Tongue.CHINESE: chinese.parts, Tongue.VIETNAMESE: vietnamese.parts}
_NEAR: dict[Tongue, Near] = {
    Tongue.CHINESE: chinese.near,
    Tongue.BURMESE: burmese.near,
    Tongue.VIETNAMESE: vietnamese.near,
    Tongue.MIXED: partial(sounds.near, latin=False),
    Tongue.LATIN: partial(sounds.near, latin=True),
}
