"""One process that has to run for as long as the centre does."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from coordination_center.embedded import account

LONGEST_PAUSE = 10.0
SETTLED = 30.0  # a service that ran this long has earned an immediate restart


@dataclass(frozen=True)
class Service:
    """What to run, and how to end it: `stop` when asked to, `orphaned` from the kernel when the launcher is killed."""

    name: str
    command: list[str]
    cwd: Path
    log: Path
    env: Mapping[str, str] = field(default_factory=dict)
    stop: int = signal.SIGTERM
    orphaned: int = signal.SIGTERM
    way: str = "-"
    descriptors: tuple[int, ...] = ()
    patience: float = 10.0
    before: Callable[[], None] = lambda: None  # clears what a killed predecessor left


class Running:
    """A service and its present process; started again with growing pauses whenever it ends."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self.failures = 0
        self.restart_at = 0.0
        self.begin()

    def begin(self) -> None:
        """Start the process, in a process group of its own so that Ctrl-C reaches only the launcher."""
        service = self.service
        service.before()
        command = [*account.launcher(service.orphaned, service.way), *service.command]
        with service.log.open("ab") as log:
            self.process = subprocess.Popen(  # noqa: S603
                command, cwd=service.cwd, env=dict(service.env), stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                start_new_session=True, pass_fds=service.descriptors,
            )  # fmt: skip
        self.started = time.monotonic()
        self.restart_at = 0.0

    def tend(self) -> str:
        """Restart the service if it has ended and its pause is over; return a sentence on what was seen, or ``."""
        if self.restart_at:
            if time.monotonic() >= self.restart_at:
                self.begin()
            return ""
        code = self.process.poll()
        if code is None:
            return ""
        self.end_group()
        self.failures = 0 if time.monotonic() - self.started > SETTLED else self.failures + 1
        pause = 0.0 if self.failures <= 1 else min(LONGEST_PAUSE, 0.25 * 2**self.failures)
        self.restart_at = time.monotonic() + pause
        how = f"was killed by {signal.Signals(-code).name}" if code < 0 else f"ended with code {code}"
        return f"{self.service.name} {how}; starting it again (its log: {self.service.log})"

    def ask_to_stop(self) -> None:
        """Send the polite signal, if there is still somebody to hear it."""
        if self.process.poll() is None:
            self.process.send_signal(self.service.stop)

    def wait_or_kill(self, hurry: Callable[[], bool]) -> None:
        """Wait for the end; after the service's patience, or in a hurry, end its whole group."""
        deadline = time.monotonic() + self.service.patience
        while self.process.poll() is None and time.monotonic() < deadline and not hurry():
            time.sleep(0.05)
        self.end_group()
        self.process.wait()

    def end_group(self) -> None:
        """End what the process leaves behind in its group, so that nothing holds the port or a connection."""
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)


def head(log: Path, rows: int = 40) -> str:
    """Return the beginning of a log of sentences, for an error message."""
    said = log.read_text(errors="replace").strip().splitlines()
    return "\n".join([*said[:rows], *([f"and {len(said) - rows} lines more, in {log}"] if len(said) > rows else [])])


def tail(log: Path, rows: int = 15) -> str:
    """Return the end of a log, indented, for an error message."""
    if not log.exists():
        return ""
    return "\n".join("    " + row for row in log.read_text(errors="replace").splitlines()[-rows:])


def wait_until(ready: Callable[[], bool], *, alive: Callable[[], bool], seconds: float) -> bool:
    """Return whether `ready` became true in time, while `alive` stayed true."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if ready():
            return True
        if not alive():
            return False
        time.sleep(0.05)
    return False
