"""Files that no row names: a transaction that never committed, a process that was killed, a row that was erased.

Each app that keeps files says which keys its rows hold, in its `AppConfig.ready`. A file younger than a day is left
alone: its transaction may be under way.
"""

import logging
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.conf import settings

from coordination_center.files import keeping

Keys = Callable[[], Iterable[str]]
AGE = timedelta(days=1)
log = logging.getLogger(__name__)
_registered: list[Keys] = []


@dataclass(frozen=True)
class Swept:
    """Keys of files that were erased, and keys that rows name and that have no file (a loss: look at the backup)."""

    removed: list[str]
    missing: list[str]


def register_keys(keys: Keys) -> None:
    """Let `keys` name the files its app still needs, whoever may see them. Call it once per app, at start."""
    if keys not in _registered:
        _registered.append(keys)


def sweep(*, older: timedelta = AGE) -> Swept:
    """Erase what no row names and was written longer than `older` ago; tell what rows name and is not there.

    Files are listed before rows are read, so a row written meanwhile is seen. Without any registered app nothing is
    erased: that is a broken start, not an empty centre.
    """
    if not _registered:
        return Swept([], [])
    before = time.time() - older.total_seconds()
    found = {file.name: file for file in _files()}
    old = [name for name, file in found.items() if _written(file) < before]
    needed = {key for keys in _registered for key in keys()}
    removed = [name for name in old if name not in needed and _erased(name)]
    _forget_unfinished(before)
    missing = sorted(key for key in needed - found.keys() if not keeping.place(key).exists())
    for key in missing:
        log.error("A file is missing: %s. A record names it, and it is not in FILES_DIR.", key)
    return Swept(removed, missing)


def _files() -> Iterator[Path]:
    for file in Path(settings.FILES_DIR).glob("[0-9a-f][0-9a-f]/[0-9a-f][0-9a-f]/*"):
        if keeping.KEY.fullmatch(file.name):
            yield file


def _written(file: Path) -> float:
    try:
        return file.stat().st_mtime
    except FileNotFoundError:  # another sweep was here
        return time.time()


def _erased(key: str) -> bool:
    try:
        keeping.erase(key)
    except FileNotFoundError:
        return False
    return True


def _forget_unfinished(before: float) -> None:
    for file in keeping.unfinished_place().glob("*"):
        if _written(file) < before:
            file.unlink(missing_ok=True)
