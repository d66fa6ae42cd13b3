"""The virtual environment: made once, brought to what the lock file says, skipped while its stamp holds."""

import importlib.util
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from coordination_center.embedded import account, stamps
from coordination_center.embedded.places import PROJECT, PYTHON, VENV
from coordination_center.embedded.say import Refusal, step

LOCK = PROJECT / "requirements.lock"
DEV_LOCK = PROJECT / "requirements-dev.lock"  # holds all of LOCK too
UV_LOCK = PROJECT / "requirements-uv.lock"
STAMP = VENV / "packages.stamp"
UNFINISHED = VENV / "packages.unfinished"


def install(*, dev: bool = False) -> None:
    """Make `.venv` hold what the lock says. An earlier attempt that was killed is thrown away and begun anew."""
    if _is_current(dev=dev):
        return
    with stamps.alone(PROJECT):
        if _is_current(dev=dev):
            return
        stamps.writable(PROJECT)
        dev = dev or (STAMP.exists() and STAMP.read_text().startswith("dev "))
        if not _is_usable():
            with step("Making the virtual environment"):
                _make()
        with step("Installing packages"):
            _sync(DEV_LOCK if dev else LOCK)
        STAMP.write_text(_stamp(dev=dev))
        UNFINISHED.unlink()


def run(
    command: Sequence[str | Path], *, what: str, env: dict[str, str] | None = None, cwd: Path = PROJECT, way: str = "-"
) -> None:
    """Run a command of the preparation silently; it ends with us. Raises Refusal with the end of what it said."""
    tied = [*account.launcher(signal.SIGKILL, way), *command]
    done = subprocess.run(  # noqa: S603
        tied, cwd=cwd, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        text=True, errors="replace", check=False,
    )  # fmt: skip
    if done.returncode:
        tail = "\n".join("    " + row for row in done.stdout.strip().splitlines()[-15:])
        raise Refusal(
            f"{what} did not work. It said:\n{tail}\nNothing was started; mend this and run the command again."
        )


def clean_environment() -> dict[str, str]:
    """Return the environment without what would make Python or uv look elsewhere than into `.venv`."""
    unwanted = {"PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "PYTHONSTARTUP"}
    return {name: value for name, value in os.environ.items() if name not in unwanted}


def _is_current(*, dev: bool) -> bool:
    if UNFINISHED.exists() or not PYTHON.exists():
        return False
    return stamps.holds(STAMP, _stamp(dev=True)) or (not dev and stamps.holds(STAMP, _stamp(dev=False)))


def _stamp(*, dev: bool) -> str:
    return f"{'dev' if dev else 'run'} {stamps.of(DEV_LOCK if dev else LOCK)}"


def _is_usable() -> bool:
    """A sync that was killed leaves UNFINISHED behind; a clone that was moved, a Python that does not start."""
    if UNFINISHED.exists() or not PYTHON.exists():
        return False
    answer = subprocess.run(  # noqa: S603
        [PYTHON, "-c", "import sys; print(sys.prefix)"], capture_output=True, text=True, check=False,
        env=clean_environment(),
    )  # fmt: skip
    return answer.returncode == 0 and Path(answer.stdout.strip()) == VENV


def _make() -> None:
    if VENV.exists():
        shutil.rmtree(VENV)
    if importlib.util.find_spec("ensurepip") is None:
        raise Refusal(
            "This Python cannot make virtual environments: it lacks `ensurepip`.\n"
            "On Debian: apt install python3-venv. Then run the command again."
        )
    python = getattr(sys, "_base_executable", None) or sys.executable
    VENV.mkdir()
    UNFINISHED.touch()
    run([python, "-m", "venv", VENV], what="Making .venv", env=clean_environment())


def _sync(lock: Path) -> None:
    """Install by hash with uv; where uv has no wheel for the machine, with pip."""
    UNFINISHED.touch()
    env = {"UV_SYSTEM_CERTS": "1"} | clean_environment() | {"UV_PYTHON": str(PYTHON)}
    try:
        run([PYTHON, "-m", "pip", "install", "-q", "--require-hashes", "-r", UV_LOCK], what="Fetching uv", env=env)
    except Refusal:
        run([PYTHON, "-m", "pip", "install", "-q", "--require-hashes", "-r", lock], what="Installing", env=env)
        return
    run([PYTHON, "-m", "uv", "pip", "sync", "--require-hashes", lock], what="Installing packages", env=env)
