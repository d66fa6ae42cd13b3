"""What is wrong with a world file, and where."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: the file's name, its line (from 1) and its path, as in `cases[3].lead`."""

    file: str
    line: int
    path: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.path}" if self.path else f"{self.file}, line {self.line}"

    def key(self, name: str, line: int) -> "Place":
        """The place of a value under a key of the mapping that stands here."""
        return Place(self.file, line, f"{self.path}.{name}" if self.path else name)

    def item(self, index: int, line: int) -> "Place":
        """The place of an item of the list that stands here."""
        return Place(self.file, line, f"{self.path}[{index}]")


class Problem(Exception):
    """One thing that is wrong: `sentence` says what was expected."""

    def __init__(self, place: Place, sentence: str) -> None:
        super().__init__(f"{place}: {sentence}")
        self.place = place
        self.sentence = sentence


class WorldError(Exception):
    """The world cannot be loaded; nothing of it was. `problems` are in the order of the file."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(problems, key=lambda problem: problem.place.line)
        super().__init__("\n".join(str(problem) for problem in self.problems))
