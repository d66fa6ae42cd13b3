"""What minutes say of one case: plain data of ids, codes, texts and dates, so that it can be kept as it was.

Words of the product are not in it: each reader meets the codes in their own language.
"""

from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Todo:
    """Something decided, carried over or done. `day` is when it is due, for what is done the day it was done."""

    action: str
    text: str
    owner: str
    day: str = ""
    state: str = ""

    @property
    def date(self) -> date | None:
        """The day, None where none was agreed."""
        return date.fromisoformat(self.day) if self.day else None


@dataclass(frozen=True)
class Stated:
    """A figure stated by hand."""

    category: str
    number: int
    source: str
    agency: str


@dataclass(frozen=True)
class Content:
    """One case in the minutes of one agency. `counts` is of `cases.reviews.comparison.COUNTED`, without zeros."""

    item: str
    case: str
    title: str
    state: str
    outcome: str
    put_up_by: str
    topic: str
    achieved: str
    agreed: str
    discussed: bool
    decisions: list[Todo] = field(default_factory=list)
    carried: list[Todo] = field(default_factory=list)
    done: list[Todo] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    stated: list[Stated] = field(default_factory=list)

    def kept(self) -> dict[str, Any]:
        """As JSON."""
        return asdict(self)

    @classmethod
    def read(cls, kept: dict[str, Any]) -> "Content":
        """What `kept` gave."""
        lists = {name: [Todo(**line) for line in kept[name]] for name in ("decisions", "carried", "done")}
        return cls(**kept | lists | {"stated": [Stated(**line) for line in kept["stated"]]})
