"""`bin/lock`: resolves the dependencies anew, by hash, for every platform, and without the name of any registry."""

from pathlib import Path

from coordination_center.embedded import packages
from coordination_center.embedded.places import PYTHON
from coordination_center.embedded.say import step

OPTIONS = [
    "--universal",
    "--generate-hashes",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--python-version=3.11",
    "--custom-compile-command=bin/lock",
]
LOCKS = {
    "requirements.lock": ["pyproject.toml", "--group", "embedded"],
    "requirements-dev.lock": ["pyproject.toml", "--group", "embedded", "--group", "dev"],
    "requirements-uv.lock": ["--group", "uv"],
    "requirements-node.lock": ["--group", "node"],
}


def write() -> int:
    """Write every lock file and return the exit code; versions that still fit are kept."""
    packages.install(dev=True)
    for name, sources in LOCKS.items():
        with step(f"Resolving {name}"):
            command: list[str | Path] = [PYTHON, "-m", "uv", "pip", "compile", *sources, *OPTIONS, "-o", name]
            packages.run(command, what=name, env=packages.clean_environment())
    return 0
