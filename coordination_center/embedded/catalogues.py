"""Translations: every .po that is newer than its .mo is compiled by Babel, inside the virtual environment."""

import os
from pathlib import Path

from coordination_center.embedded import packages
from coordination_center.embedded.places import PROJECT, PYTHON
from coordination_center.embedded.say import step


def outdated() -> list[Path]:
    """Return the .po files whose .mo is absent or older."""
    found = sorted(PROJECT.glob("locale/*/LC_MESSAGES/*.po"))
    return [po for po in found if not _mo(po).exists() or _mo(po).stat().st_mtime < po.stat().st_mtime]


def compile_outdated() -> None:
    """Compile in the virtual environment's Python, if there is anything to compile."""
    if not outdated():
        return
    with step("Compiling translations"):
        env = packages.clean_environment() | {"PYTHONPATH": str(PROJECT)}
        command: list[str | Path] = [PYTHON, "-P", "-m", "coordination_center.embedded.catalogues"]
        packages.run(command, what="Compiling translations", env=env)


def main() -> None:
    """Compile; each .mo appears whole, for another instance may be reading."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    for po in outdated():
        unfinished = _mo(po).with_name(f"{po.stem}.{os.getpid()}.new")
        with po.open("rb") as source, unfinished.open("wb") as target:
            write_mo(target, read_po(source, locale=po.parent.parent.name, abort_invalid=True))
        unfinished.rename(_mo(po))


def _mo(po: Path) -> Path:
    return po.with_suffix(".mo")


if __name__ == "__main__":
    main()
