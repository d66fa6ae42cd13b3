"""Stamps: a finished piece of work leaves the hash of what it was made from, so that the next start can skip it.

A stamp is written last. Work that was killed half-way has none, and is done again.
"""

import fcntl
import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from coordination_center.embedded.say import Refusal


def of(*files: Path) -> str:
    """Return one hash over the contents of the files; a file that is absent counts as empty."""
    total = hashlib.sha256()
    for file in files:
        content = file.read_bytes() if file.exists() else b""
        total.update(len(content).to_bytes(8, "big") + content)
    return total.hexdigest()


def of_tree(folders: Iterable[Path]) -> str:
    """Return one hash over name, size and time of every file below the folders: cheap, and changes when a file does."""
    total = hashlib.sha256()
    for folder in folders:
        for file in sorted(path for path in folder.rglob("*") if path.is_file()):
            state = file.stat()
            total.update(f"{file}|{state.st_size}|{state.st_mtime_ns}\n".encode())
    return total.hexdigest()


def holds(file: Path, stamp: str) -> bool:
    """Return whether the work stamped in `file` was made from just this."""
    return file.exists() and file.read_text() == stamp


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Hold the folder for this process; another start that prepares the same packages waits here."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError as error:
        raise Refusal(f"{folder} cannot be read: {error.strerror}.") from error
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def writable(folder: Path) -> None:
    """Raise Refusal unless files can be made in the folder."""
    if not os.access(folder, os.W_OK):
        raise Refusal(
            f"{folder} cannot be written, and packages have to be installed there.\n"
            "Nothing was started. Clone the project into a folder of your own, or run this as the folder's owner."
        )
