"""The last moment before a service runs: tie its life to the launcher's, shed root if asked to, become the service.

    python -P -m coordination_center.embedded.launch PARENT SIGNAL ACCOUNT COMMAND...

PARENT is the launcher's process id, SIGNAL what the kernel sends should the launcher die (also by kill -9), ACCOUNT the
way to shed root: `-` (stay), `namespace:UID` (a user namespace in which we are UID; files stay the launcher's), or
`user:UID:GID`. Shedding root comes before the tie, for changing the user undoes it.
"""

import ctypes
import os
import sys
from pathlib import Path

PR_SET_PDEATHSIG = 1
CLONE_NEWUSER = 0x10000000


def become(account: str) -> None:
    """Change the user as ACCOUNT says."""
    kind, *numbers = account.split(":")
    if kind == "namespace":
        enter_namespace(int(numbers[0]))
    elif kind == "user":
        os.setgroups([])
        os.setgid(int(numbers[1]))
        os.setuid(int(numbers[0]))


def enter_namespace(uid: int) -> None:
    """Enter a user namespace of its own, where this process is `uid`. Raises OSError where that is not allowed."""
    outer_uid, outer_gid = os.geteuid(), os.getegid()
    if ctypes.CDLL(None, use_errno=True).unshare(CLONE_NEWUSER) != 0:
        raise OSError(ctypes.get_errno(), "user namespaces are not allowed here")
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{uid} {outer_uid} 1")
    Path("/proc/self/gid_map").write_text(f"{uid} {outer_gid} 1")


def tie(parent: int, signal: int) -> None:
    """Ask the kernel to signal us when the launcher dies; leave at once if it is gone already."""
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal, 0, 0, 0)
    if os.getppid() != parent:
        sys.exit(1)


def main() -> None:
    """Shed, tie, become."""
    parent, signal, account, *command = sys.argv[1:]
    become(account)
    tie(int(parent), int(signal))
    os.execvp(command[0], command)  # noqa: S606


if __name__ == "__main__":
    main()
