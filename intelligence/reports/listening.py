"""Who else writes something down when a report is written: apps above this one, which this one does not know.

They run inside the verb that writes the report, so what they keep is never behind it.
"""

from collections.abc import Callable
from typing import Any

Hears = Callable[[Any], None]
_listeners: dict[str, Hears] = {}


def register_listener(name: str, hears: Hears) -> None:
    """Have `hears` called with a report whenever its subjects, its state or its audience change, as it stands then."""
    _listeners[name] = hears


def written(report: Any) -> None:
    """Tell the listeners that a report was written."""
    for hears in _listeners.values():
        hears(report)
