"""A centre of its own for a test: started by bin/up as a newcomer would, with a small world."""

import http.client
import json
import os
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path
from typing import Any

from coordination_center.embedded import accounts, leftovers
from coordination_center.embedded.places import PROJECT

WORLD = Path(__file__).with_name("world.yaml")
WORDS = {"web": "gunicorn", "worker": "worker", "beat": "beat", "database": "postgres", "broker": "valkey-server"}
KEPT = ("PATH", "HOME", "TMPDIR", "LANG")


class Instance:
    """One bin/up: its output, its processes, its pages."""

    def __init__(self, data: Path, *, port: int | None = None, **env: str) -> None:
        self.data = data
        self.port = port or free_port()
        own = {"DATA_DIR": str(data), "PORT": str(self.port), "WORLD": str(WORLD), **env}
        self.env = {name: os.environ[name] for name in KEPT if name in os.environ} | own
        self.lines: list[str] = []

    def start(self) -> "Instance":
        """Start, without waiting."""
        self.process = subprocess.Popen(
            [PROJECT / "bin" / "up"], env=self.env, cwd="/", stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        threading.Thread(target=self._read, daemon=True).start()
        return self

    def ready(self, *, within: float = 300) -> "Instance":
        """Wait for the line that says so."""
        wait_for(lambda: self.said("Ready: ") or self.process.poll() is not None, within=within)
        assert self.said("Ready: "), "\n".join(self.lines)
        return self

    def said(self, text: str) -> bool:
        return any(text in line for line in list(self.lines))

    def end(self, sign: int = signal.SIGTERM) -> int:
        """End the launcher; return its exit code."""
        self.process.send_signal(sign)
        return self.process.wait(timeout=60)

    def processes(self) -> list[int]:
        """Every process of this instance but the launcher."""
        return [pid for pid in leftovers.of(self.data) if pid != self.process.pid]

    def pid_of(self, name: str) -> int:
        """The direct child that runs a service (a key of WORDS); 0 while there is none."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return next((int(pid) for pid in children if WORDS[name] in _command(pid)), 0)

    def call(self, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, Any]:
        """Return status and parsed body of a call; a broken connection is status 0."""
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        sent = {"Content-Type": "application/json", **{k.replace("_", "-"): v for k, v in headers.items()}}
        try:
            link.request(method, path, json.dumps(body) if body is not None else None, sent)
            answer = link.getresponse()
            text = answer.read()
            return answer.status, json.loads(text) if "json" in answer.headers.get("Content-Type", "") else text
        except (OSError, http.client.HTTPException):
            return 0, None
        finally:
            link.close()

    def health(self) -> int:
        return self.call("GET", "/health/")[0]

    @cached_property
    def token(self) -> str:
        """A token of the API for the Thai analyst, signed in for once: a code is good once."""
        return self.token_of("anan")

    def token_of(self, username: str) -> str:
        """A new token of the API."""
        person = next(a for a in accounts.read(self.data / "accounts.json") if a["username"] == username)
        code = accounts.code(self.data / "accounts.json", username)
        body = {"username": username, "password": person["password"], "code": code}
        status, answer = self.call("POST", "/api/auth/token/", body)
        assert status in {200, 201}, (status, answer)
        return str(answer["token"])

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.append(line.rstrip("\n"))


@contextmanager
def running(data: Path) -> Iterator[Instance]:
    """A centre that is up inside the block, and surely down behind it."""
    instance = Instance(data).start()
    try:
        yield instance.ready()
    finally:
        if instance.process.poll() is None:
            instance.end()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(condition: Callable[[], object], *, within: float = 20) -> bool:
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.05)
    return False


def _command(pid: str) -> str:
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_text()
    return ""
