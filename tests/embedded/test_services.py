"""Services: started again when they end, ended with their group, and never longer alive than the launcher."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from coordination_center.embedded import leftovers
from coordination_center.embedded.places import PROJECT
from coordination_center.embedded.service import Running, Service
from tests.embedded.instance import wait_for

LAUNCHER = """
import sys, time
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from coordination_center.embedded.service import Running, Service
Running(Service("sleep", ["/bin/sleep", "60"], Path("/"), Path(sys.argv[2]) / "log", {"MARKED": sys.argv[2]}))
time.sleep(60)
"""


@pytest.fixture
def asleep(tmp_path: Path) -> Iterator[Running]:
    env = {leftovers.MARK: str(tmp_path)}
    running = Running(Service("sleep", ["/bin/sleep", "60"], Path("/"), tmp_path / "log", env))
    assert wait_for(lambda: b"/bin/sleep" in Path(f"/proc/{running.process.pid}/cmdline").read_bytes().split(b"\0")[:1])
    yield running
    running.ask_to_stop()
    running.wait_or_kill(lambda: True)


def test_a_killed_service_is_started_again_at_once(asleep: Running) -> None:
    first = asleep.process.pid
    os.kill(first, signal.SIGKILL)
    assert wait_for(lambda: "was killed by SIGKILL" in asleep.tend())
    asleep.tend()
    assert asleep.process.pid != first
    assert asleep.process.poll() is None


def test_a_service_that_keeps_failing_is_given_growing_pauses(tmp_path: Path) -> None:
    running = Running(Service("false", ["/bin/false"], Path("/"), tmp_path / "log"))
    seen = [wait_for(lambda: "ended with code 1" in running.tend(), within=5) for _ in range(3)]
    assert seen == [True, True, True]
    assert running.failures == 3
    assert running.restart_at - running.started > 1


def test_leftovers_are_recognised_by_their_mark_only(asleep: Running, tmp_path: Path) -> None:
    assert wait_for(lambda: leftovers.of(tmp_path) == [asleep.process.pid])
    assert leftovers.of(tmp_path / "another") == []


def test_leftovers_are_ended(asleep: Running, tmp_path: Path) -> None:
    assert wait_for(lambda: leftovers.of(tmp_path))
    assert leftovers.end(tmp_path) == 1
    assert asleep.process.wait(timeout=5) != 0


def test_a_killed_launcher_takes_its_services_along(tmp_path: Path) -> None:
    launcher = subprocess.Popen([sys.executable, "-c", LAUNCHER, str(PROJECT), str(tmp_path)])
    children = Path(f"/proc/{launcher.pid}/task/{launcher.pid}/children")
    assert wait_for(lambda: children.read_text() and b"sleep" in _command(children))
    child = int(children.read_text())
    launcher.kill()
    launcher.wait()
    assert wait_for(lambda: not Path(f"/proc/{child}").exists() or _is_zombie(child))


def _command(children: Path) -> bytes:
    return Path(f"/proc/{children.read_text().strip()}/cmdline").read_bytes()


def _is_zombie(pid: int) -> bool:
    return ") Z " in Path(f"/proc/{pid}/stat").read_text()
