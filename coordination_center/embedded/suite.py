"""`bin/test`: every check as one named line, then every test, on services of its own."""

import fcntl
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from coordination_center.embedded import account, chromium, places, sockets, up
from coordination_center.embedded.places import PROJECT, PYTHON, Places
from coordination_center.embedded.say import line, seconds, step
from coordination_center.embedded.supervisor import Supervisor

PREFIX = "coordination-center-test-"
PRODUCTION = {
    "HTTPS": "1",
    "BASE_URL": "https://centre.example",
    "ALLOWED_HOSTS": "centre.example",
    "TRUSTED_PROXIES": "1",
    "MAIL_DIR": "",
}
TESTING = {"ALLOWED_HOSTS": "127.0.0.1,localhost,testserver", "BASE_URL": "http://127.0.0.1:8000", "HTTPS": "0"}
SCHEMA = ["--validate", "--fail-on-warn", "--file", os.devnull]
EMPTY = (["manage.py", "migrate", "-v0"], ["manage.py", "createcachetable"])
CHECKS: list[tuple[str, list[str], dict[str, str]]] = [
    ("Code: ruff check", ["-m", "ruff", "check", "--output-format", "concise", "."], {}),
    ("Layout: ruff format", ["-m", "ruff", "format", "--check", "."], {}),
    ("Types: mypy strict", ["-m", "mypy", "."], {}),
    ("Imports: lint-imports", ["-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"], {}),
    ("Migrations: makemigrations --check", ["manage.py", "makemigrations", "--check", "--dry-run"], {}),
    (
        "Production settings: check --deploy",
        ["manage.py", "check", "--deploy", "--fail-level", "WARNING", "--database", "default"],
        PRODUCTION,
    ),
    ("API description: spectacular --validate", ["manage.py", "spectacular", *SCHEMA], PRODUCTION),
    ("Translations: bin/messages --check", ["-m", "coordination_center.messages", "--check"], {}),
]


def test(arguments: list[str]) -> int:
    """Run the checks and the tests; with pytest arguments, only the tests. Returns the exit code."""
    is_long = "--long" in arguments
    chosen = [argument for argument in arguments if argument != "--long"]
    up.install(dev=True)
    browser = chromium.find()
    with _services() as env:
        return _run(env | {"CHROMIUM": browser}, chosen, is_long=is_long)


def bench(arguments: list[str]) -> int:
    """Run one measurement on an empty database of its own. Returns the exit code."""
    up.install(dev=True)
    with _services() as env:
        for command in (
            ["-m", "coordination_center.embedded.statics", "staticfiles/.stamp"],
            *EMPTY,
            ["-m", "benchmarks", *arguments],
        ):
            code, _ = _tied(command, env, shown=True)
            if code:
                return code
    return 0


@contextmanager
def _services() -> Iterator[dict[str, str]]:
    """PostgreSQL and Valkey for one run, and the environment that names them."""
    with _home() as here:
        supervisor = Supervisor()
        try:
            env = up.start_services(here, supervisor, lasting=False) | TESTING
            env["STATIC_ROOT"] = str(PROJECT / "staticfiles")
            env.pop("DEMO_ACCOUNTS", None)
            yield env
        finally:
            supervisor.stop()
            sockets.remove(here.data)


def _run(env: dict[str, str], chosen: list[str], *, is_long: bool) -> int:
    _, said = _tied(["-m", "coordination_center.embedded.statics", "staticfiles/.stamp"], env)
    line(said.rstrip() or "Static files are up to date")
    failed = [] if chosen else [title for title, command, more in CHECKS if not _passes(title, command, env | more)]
    if chosen:
        line("Only the tests you named; the checks are skipped.")
    if failed:
        line(f"\nFAILED: {'; '.join(failed)} (see above). The tests follow all the same.\n")
    pytest = ["-m", "pytest", "-n", "2", "--dist", "loadgroup", *(["--long"] if is_long else []), *chosen]
    code, _ = _tied(pytest, env, shown=True)
    return code or bool(failed)


def _passes(title: str, command: list[str], env: dict[str, str]) -> bool:
    began = time.monotonic()
    code, said = _tied(command, env)
    line(f"{'FAIL' if code else 'ok  '}  {title}  ({seconds(time.monotonic() - began)})")
    if code:
        rows = said.rstrip().splitlines() or [f"It said nothing, and ended with code {code}."]
        line("\n".join("      " + row for row in rows))
    return code == 0


def _tied(arguments: list[str], env: dict[str, str], *, shown: bool = False) -> tuple[int, str]:
    """Run Python with the arguments, ending with us in every case; return its exit code and what it said."""
    command = [*account.launcher(signal.SIGTERM, "-"), str(PYTHON), *arguments]
    pipe = None if shown else subprocess.PIPE
    with subprocess.Popen(  # noqa: S603
        command, cwd=PROJECT, env=env, stdin=subprocess.DEVNULL, stdout=pipe,
        stderr=subprocess.STDOUT if pipe else None, text=True, errors="replace",
    ) as process:  # fmt: skip
        try:
            said, _ = process.communicate()
        except BaseException:
            process.terminate()
            raise
    return process.returncode, said or ""


@contextmanager
def _home() -> Iterator[Places]:
    """Make a data folder for one run, and remove it together with those of runs that were killed."""
    _sweep()
    folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    handle = os.open(folder, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    here = places.read({"DATA_DIR": str(folder)})
    try:
        places.make(here)
        yield here
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(handle)


def _sweep() -> None:
    for folder in Path(tempfile.gettempdir()).glob(PREFIX + "*"):
        try:
            handle = os.open(folder, os.O_RDONLY)
        except OSError:
            continue
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            with step(f"Removing {folder}, left by a killed run"):
                shutil.rmtree(folder, ignore_errors=True)
        except BlockingIOError:
            pass
        finally:
            os.close(handle)
