"""Whether a holding is what was asked for: the same number, or a name that the matching engine takes for one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cases.naming.numbers import looser_forms
from intelligence.hits.candidates import Candidate, candidates
from intelligence.hits.codes import Band
from intelligence.hits.holding import BODIES, PEOPLE, Holding
from intelligence.matching import compare

MOST_NAMES = 6  # of each side that are compared


@dataclass(frozen=True)
class Found:
    """A holding that matches, and how surely."""

    held: Candidate
    band: str


def matching(asked: Holding) -> list[Found]:
    """The holdings of other agencies that match what is asked, surely or possibly. One query."""
    judged = ((held, band_of(asked, held)) for held in candidates(asked))
    return [Found(held, band) for held, band in judged if band]


def surely_matching(asked: Holding) -> list[Found]:
    """Those that match beyond doubt, for a third of the work. One query."""
    judged = ((held, band_of(asked, held)) for held in candidates(asked, doubtful=0))
    return [Found(held, band) for held, band in judged if band == Band.MATCH]


def band_of(asked: Holding, held: Candidate) -> str:
    """`match`, `possible`, or empty."""
    by_number = _by_number(asked.numbers, held.numbers)
    if by_number == Band.MATCH or not _comparable(asked.kind, held.kind):
        return by_number
    return max(by_number, _by_name(asked, held), key=_RANK.index)


_RANK = ["", Band.POSSIBLE.value, Band.MATCH.value]


def _comparable(one: str, other: str) -> bool:
    return any(one in group and other in group for group in (PEOPLE, BODIES))


def _by_number(asked: Iterable[tuple[str, str]], held: Sequence[str]) -> str:
    """Equal normal forms of one kind match, as do those of which one side does not say the kind; a plate without its
    province is possible."""
    known = [tuple(number.split(":", 1)) for number in held]
    best = ""
    for kind, normal in asked:
        for other, form in known:
            if normal == form and (kind == other or "other" in (kind, other)):
                return Band.MATCH.value
            if kind == other == "plate" and (normal in looser_forms(form) or form in looser_forms(normal)):
                best = Band.POSSIBLE.value
    return best


def _by_name(asked: Holding, held: Candidate) -> str:
    best = ""
    for name in asked.names[:MOST_NAMES]:
        for other in held.names[:MOST_NAMES]:
            band = compare(name, other, left_born=asked.born, right_born=held.born).band
            if band == Band.MATCH.value:
                return _unless_of_other_nations(asked, held)
            best = band if band == Band.POSSIBLE.value else best
    return best


def _unless_of_other_nations(asked: Holding, held: Candidate) -> str:
    """A name alone, of people said to be of different nations, is no more than possible."""
    dated = asked.born and held.born
    apart = asked.nationality and held.nationality and not set(asked.nationality) & set(held.nationality)
    return Band.POSSIBLE.value if apart and not dated else Band.MATCH.value
