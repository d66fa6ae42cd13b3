"""Who else writes something down when a subject is written: apps above this one, which this one does not know.

They run inside the verb that writes the subject, so what they keep is never behind it.
"""

from collections.abc import Callable
from typing import Any

Hears = Callable[[Any], None]
_written: dict[str, Hears] = {}
_removed: dict[str, Hears] = {}


def register_listener(name: str, *, written: Hears, removed: Hears) -> None:
    """Have `written` called with a subject whenever it, its names, its numbers or its readers change, as it stands
    then, and `removed` when it is taken out of its case; an app does this as it starts.
    """
    _written[name], _removed[name] = written, removed


def written(subject: Any) -> None:
    """Tell the listeners that a subject was written."""
    for hears in _written.values():
        hears(subject)


def removed(subject: Any) -> None:
    """Tell the listeners that a subject is gone."""
    for hears in _removed.values():
        hears(subject)
