"""The browser that the journeys drive: the machine's own, never a download."""

import os
import shutil
import subprocess

from coordination_center.embedded.say import Refusal, step

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


def find() -> str:
    """Return the path of Chromium; root on Debian gets it installed. Raises Refusal that says how to get one."""
    if chosen := os.environ.get("CHROMIUM"):
        if not os.access(chosen, os.X_OK):
            raise Refusal(f"CHROMIUM={chosen} is no program.")
        return chosen
    if not _installed() and os.geteuid() == 0 and shutil.which("apt-get"):
        _install()
    found = _installed()
    if not found:
        raise Refusal(
            "The browser tests need Chromium. On Debian: sudo apt-get install chromium.\n"
            "Or name one: CHROMIUM=/path/to/chromium bin/test"
        )
    return found


def _installed() -> str | None:
    return next((path for path in map(shutil.which, NAMES) if path), None)


def _install() -> None:
    env = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    with step("Installing Chromium from Debian"):
        for command in (["update"], ["install", "-y", "--no-install-recommends", "chromium"]):
            done = subprocess.run(  # noqa: S603
                ["apt-get", "-q", *command],  # noqa: S607
                env=env,
                capture_output=True,
                text=True,
                check=False,
            )
            if done.returncode:
                raise Refusal(f"apt-get {command[0]} did not work:\n{done.stderr[-1500:]}")
