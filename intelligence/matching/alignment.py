"""Which part of one name stands for which part of the other."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, permutations, product

from cases.naming.romanise import Part

Near = Callable[[Part, Part], float]
_JOINED = 0.86  # two parts are taken together where the whole is at least so near to one part of the other
_MOST_WAYS = 12


@dataclass(frozen=True)
class Alignment:
    """The parts that stand for each other, with their nearness, and those that stand alone."""

    pairs: tuple[tuple[Part, Part, float], ...]
    missing: tuple[Part, ...]

    @property
    def worst(self) -> float:
        return min((near for _one, _other, near in self.pairs), default=0.0)

    @property
    def mean(self) -> float:
        return sum(near for _one, _other, near in self.pairs) / len(self.pairs) if self.pairs else 0.0


def in_any_order(one: tuple[Part, ...], other: tuple[Part, ...], near: Near) -> Alignment:
    """The best of all orders; parts that one writes together and the other apart are joined first."""
    one, other = _joined(one, other, near), _joined(other, one, near)
    few, many = (one, other) if len(one) <= len(other) else (other, one)
    table = [[_near_or_initial(a, b, near) for b in many] for a in few]
    best = max(permutations(range(len(many)), len(few)), key=lambda order: _worth(table, order))
    turned = len(one) > len(other)
    pairs = tuple(
        (many[c], few[row], table[row][c]) if turned else (few[row], many[c], table[row][c])
        for row, c in enumerate(best)
    )
    return Alignment(pairs, tuple(part for place, part in enumerate(many) if place not in best))


def in_order(one: tuple[Part, ...], other: tuple[Part, ...], near: Near) -> Alignment:
    """The best of the orders people write: as it stands, begun at any part, and turned round."""
    one, other = _joined(one, other, near), _joined(other, one, near)
    found = [_stepwise(turn, other, near) for turn in _turns(one)]
    return max(found, key=lambda a: sum(near for _p, _q, near in a.pairs) + 0.3 * a.worst - 0.35 * len(a.missing))


def _turns(parts: tuple[Part, ...]) -> list[tuple[Part, ...]]:
    return list(dict.fromkeys([*(parts[place:] + parts[:place] for place in range(len(parts))), parts[::-1]]))


def _stepwise(one: tuple[Part, ...], other: tuple[Part, ...], near: Near) -> Alignment:
    """Needleman and Wunsch (1970): both in order, a part of either may be left out."""
    rows, columns = len(one), len(other)
    best: dict[tuple[int, int], tuple[float, Alignment]] = {(0, 0): (0.0, Alignment((), ()))}
    for row in range(rows + 1):
        for column in range(columns + 1):
            ways = []
            if row and column:
                score, before = best[row - 1, column - 1]
                a, b = one[row - 1], other[column - 1]
                value = near(a, b)
                ways.append((score + value - 0.5, Alignment((*before.pairs, (a, b, value)), before.missing)))
            if row:
                score, before = best[row - 1, column]
                ways.append((score - 0.35, Alignment(before.pairs, (*before.missing, one[row - 1]))))
            if column:
                score, before = best[row, column - 1]
                ways.append((score - 0.35, Alignment(before.pairs, (*before.missing, other[column - 1]))))
            if ways:
                best[row, column] = max(ways, key=lambda way: way[0])
    return best[rows, columns][1]


def _worth(table: list[list[float]], order: tuple[int, ...]) -> float:
    return sum(table[row][column] for row, column in enumerate(order))


def _near_or_initial(one: Part, other: Part, near: Near) -> float:
    """A single letter stands for a name that begins with it: weaker than the name, stronger than nothing."""
    a, b = one.spelled[0], other.spelled[0]
    if min(len(a), len(b)) == 1 and a[:1] == b[:1]:
        return 0.86
    return near(one, other)


def _joined(parts: tuple[Part, ...], others: tuple[Part, ...], near: Near) -> tuple[Part, ...]:
    """`parts` with two neighbours made one where together they are what the other side writes as one."""
    if len(parts) < 2 or not others:
        return parts
    apart = [max(near(part, other) for other in others) for part in parts]
    for place in range(len(parts) - 1):
        if min(len(parts[place].written), len(parts[place + 1].written)) == 1 and parts[place].written.isascii():
            continue  # an initial
        whole = together(parts[place], parts[place + 1])
        reached = max(near(whole, other) for other in others)
        if reached >= _JOINED and reached > min(apart[place : place + 2]) + 0.05:
            return _joined((*parts[:place], whole, *parts[place + 2 :]), others, near)
    return parts


@lru_cache(maxsize=65_536)
def together(one: Part, other: Part) -> Part:
    """Two parts written as one."""
    ways = (a + b for a, b in islice(product(one.spelled, other.spelled), _MOST_WAYS))
    return Part(one.written + other.written, tuple(dict.fromkeys(ways)))
