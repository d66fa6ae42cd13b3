"""The folder of an instance's sockets: short, private, and the same at every start."""

import hashlib
import os
import re
import shutil
import stat
import tempfile
from pathlib import Path

from coordination_center.embedded.account import Account, give
from coordination_center.embedded.say import Refusal

LONGEST = 107 - len("-db/.s.PGSQL.5432.lock")  # the kernel's limit for a socket's path


def folder_name(data: Path) -> str:
    """Return the name that belongs to a data folder."""
    digest = hashlib.sha256(os.fsencode(data.resolve())).hexdigest()
    return f"coordination-center-{digest[:16]}"


def folder(data: Path) -> Path:
    """Return where the sockets of a data folder are: below the temporary folder, or /tmp where that is no good name."""
    base = tempfile.gettempdir()
    wanted = Path(base) / folder_name(data)
    is_plain = re.fullmatch(r"[\w/.-]+", base, re.ASCII) and len(os.fsencode(wanted)) <= LONGEST
    return wanted if is_plain else Path("/tmp") / folder_name(data)  # noqa: S108


def remove(data: Path) -> None:
    """Remove the folders once the servers have ended; a later start makes them again."""
    for place in (folder(data), folder(data).with_name(folder_name(data) + "-db")):
        if place.is_dir() and not place.is_symlink():
            shutil.rmtree(place, ignore_errors=True)


def make(data: Path, *, owner: Account | None = None) -> Path:
    """Make the folder with mode 0700, for us or for the owner. Raises Refusal if somebody else holds the name."""
    user = owner.user if owner else None
    place = folder(data) if user is None else folder(data).with_name(folder_name(data) + "-db")
    try:
        place.mkdir(mode=0o700)
        if owner:
            give(place, owner)
    except FileExistsError:
        state = place.lstat()
        if not stat.S_ISDIR(state.st_mode) or state.st_uid != (user.pw_uid if user else os.geteuid()):
            raise Refusal(f"{place} belongs to another user; remove it, or choose another TMPDIR.") from None
        place.chmod(0o700)
    except OSError as error:
        raise Refusal(f"{place} cannot be made: {error.strerror}. Choose another TMPDIR.") from error
    return place
