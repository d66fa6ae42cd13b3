"""As whom PostgreSQL runs: it refuses root, and root is what many machines of newcomers offer."""

import os
import pwd
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from coordination_center.embedded.places import PROJECT
from coordination_center.embedded.say import Refusal

SYSTEM_USER = "coordination-center"


@dataclass(frozen=True)
class Account:
    """`way` is what launch.py understands; `user` is set where files must belong to another user than ours."""

    way: str = "-"
    user: pwd.struct_passwd | None = None


def for_postgres() -> Account:
    """Return ourselves; for root a user namespace, and where those are forbidden a system user of its own."""
    if os.geteuid() != 0:
        return Account()
    inside = f"namespace:{_some_ordinary_user().pw_uid}"
    if _works(inside):
        return Account(inside)
    user = _system_user()
    return Account(f"user:{user.pw_uid}:{user.pw_gid}", user)


def launcher(signal: int, way: str) -> list[str]:
    """Return the start of a command line that runs the rest through launch.py, tied to this process."""
    module = PROJECT / "coordination_center" / "embedded" / "launch.py"
    return [sys.executable, "-I", "-S", str(module), str(os.getpid()), str(signal), way]


def _works(way: str) -> bool:
    probe = subprocess.run([*launcher(9, way), "/bin/true"], capture_output=True, check=False)  # noqa: S603
    return probe.returncode == 0


def _some_ordinary_user() -> pwd.struct_passwd:
    """initdb asks for the user's name, so the number must be known to the machine."""
    known = [user for user in pwd.getpwall() if user.pw_uid != 0]
    return next((user for user in known if user.pw_name == "nobody"), known[0])


def _system_user() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        pass
    useradd = shutil.which("useradd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin") or "useradd"
    command = [useradd, "--system", "--no-create-home", "--home-dir", "/var/lib/" + SYSTEM_USER, SYSTEM_USER]
    try:
        subprocess.run(command, capture_output=True, check=True)  # noqa: S603
    except (OSError, subprocess.CalledProcessError) as error:
        raise Refusal(
            "PostgreSQL does not run as root, user namespaces are not allowed here, and no system user could be made.\n"
            f"Run this as an ordinary user, or make one: {' '.join(command)}"
        ) from error
    return pwd.getpwnam(SYSTEM_USER)


def give(path: Path, account: Account) -> None:
    """Make `path` belong to the account's user, where that is not us."""
    if account.user:
        os.chown(path, account.user.pw_uid, account.user.pw_gid)
