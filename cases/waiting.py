"""What waits for a viewer on the desk. Each room adds its own source as it starts."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise

from access.viewer import Viewer


@dataclass(frozen=True)
class Waiting:
    """One line of the desk: what waits, where it is done, and how long there is (`clock`: a chip's code, and words).

    `due`: until when, where a clock runs.
    """

    title: str
    url: str
    says: str
    button: str | Promise
    clock: tuple[str, str] = ("", "")
    due: datetime | None = None


Source = Callable[[Viewer], Iterable[Waiting]]
_sources: dict[str, Source] = {}


def register_waiting(name: str, source: Source) -> None:
    """Add a source; it gives few lines, the most pressing first, of records the viewer may see."""
    _sources[name] = source


def waiting_for(viewer: Viewer) -> list[Waiting]:
    """Every line that waits for this viewer: what is due first on top, then what has no clock, source by source."""
    found = [line for source in _sources.values() for line in source(viewer)]
    return sorted(found, key=lambda line: (line.due is None, line.due.timestamp() if line.due else 0))
