"""Processes that an instance left behind when its launcher was killed, and the proof that they are its own."""

import os
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

MARK = "COORDINATION_CENTER_DATA"  # every child carries its instance's data folder in the environment
SERVERS = {"postgres", "valkey-server"}  # these overwrite their environment; they stand in their own data folder


def of(data: Path) -> list[int]:
    """Return the ids of processes that belong to the data folder. Call it only while holding that folder's lock."""
    mark = f"{MARK}={data}".encode()
    return [pid for pid in _processes() if pid != os.getpid() and (_carries(pid, mark) or _serves(pid, data))]


def servers_of(folder: Path) -> list[int]:
    """Return the ids of database processes whose working directory is exactly the folder."""
    return [pid for pid in _processes() if _stands_in(pid, folder)]


def end(data: Path) -> int:
    """End what is left of an earlier start: politely, then not. Returns how many processes there were."""
    found = of(data)
    for sign, patience in ((signal.SIGINT, 6.0), (signal.SIGKILL, 5.0)):
        _signal(of(data), sign)
        if _gone(lambda: of(data), patience):
            break
    return len(found)


def end_servers(folder: Path) -> None:
    """End the backends of a database server that was killed, so that its shared memory is free for the next."""
    for sign, patience in ((0, 1.0), (signal.SIGQUIT, 2.0), (signal.SIGKILL, 5.0)):
        _signal(servers_of(folder), sign)
        if _gone(lambda: servers_of(folder), patience):
            return


def _signal(pids: list[int], sign: int) -> None:
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, sign)


def _gone(look: Callable[[], list[int]], patience: float) -> bool:
    deadline = time.monotonic() + patience
    while look():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def _processes() -> list[int]:
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]


def _carries(pid: int, mark: bytes) -> bool:
    with suppress(OSError):
        return mark in Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")
    return False


def _serves(pid: int, data: Path) -> bool:
    return _stands_in(pid, data / "postgres") or _stands_in(pid, data / "valkey")


def _stands_in(pid: int, folder: Path) -> bool:
    with suppress(OSError):
        program = Path(f"/proc/{pid}/exe").readlink().name.removesuffix(" (deleted)")
        return program in SERVERS and Path(f"/proc/{pid}/cwd").readlink() == folder
    return False
