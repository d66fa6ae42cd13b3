"""How well the engine does on labelled pairs: precision, recall and F1, script by script."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass
class Tally:
    """Counts of pairs: taken for one and one, taken for one and not, missed, told apart; `offered`: one, and at least
    `possible`.
    """

    true: int = 0
    false: int = 0
    missed: int = 0
    apart: int = 0
    offered: int = 0

    def add(self, *, band: str, same: bool) -> None:
        """Counts one pair."""
        matched = band == "match"
        self.true += matched and same
        self.false += matched and not same
        self.missed += not matched and same
        self.apart += not matched and not same
        self.offered += same and band != "no"

    @property
    def pairs(self) -> int:
        """All pairs."""
        return self.true + self.false + self.missed + self.apart

    @property
    def precision(self) -> float:
        """Of those taken for one, the share that is; 1 where none was."""
        return self.true / (self.true + self.false) if self.true + self.false else 1.0

    @property
    def recall(self) -> float:
        """Of those that are one, the share that was found; 1 where there are none."""
        return self.true / (self.true + self.missed) if self.true + self.missed else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    @property
    def reach(self) -> float:
        """Of those that are one, the share that is a match or possible."""
        return self.offered / (self.true + self.missed) if self.true + self.missed else 1.0


ALL = "all"


def tallies(judged: Iterable[tuple[str, str, bool]]) -> dict[str, Tally]:
    """Counts by script, of (script, band, same); and of all together, under `ALL`, at the end."""
    found: dict[str, Tally] = {}
    whole = Tally()
    for script, band, same in judged:
        for tally in (found.setdefault(script, Tally()), whole):
            tally.add(band=band, same=same)
    return dict(sorted(found.items())) | {ALL: whole}


def table(found: dict[str, Tally]) -> str:
    """The counts as lines of text, a script a line."""
    lines = [f"{'script':<18}{'pairs':>6}{'P':>8}{'R':>8}{'F1':>8}{'reach':>8}"]
    lines += [
        f"{script:<18}{t.pairs:>6}{t.precision:>8.3f}{t.recall:>8.3f}{t.f1:>8.3f}{t.reach:>8.3f}"
        for script, t in found.items()
    ]
    return "\n".join(lines)
