"""Style sheets, scripts and fonts, collected with hashed names; again only when one of them changed.

Runs inside the virtual environment: `python -m coordination_center.embedded.statics STAMP`.
"""

import sys
from pathlib import Path

import django
from django.core.management import call_command

from coordination_center.embedded import stamps
from coordination_center.embedded.places import PROJECT
from coordination_center.embedded.say import step

UNUSED = ["drf_spectacular_sidecar/redoc", "rest_framework", "guardian", "django_htmx/ext"]  # pages that are not served


def collect(stamp_file: Path) -> None:
    """Collect into STATIC_ROOT unless the stamp says that this was done from the same files."""
    code = PROJECT / "coordination_center"
    locks = [PROJECT / "package-lock.json", PROJECT / "requirements.lock"]
    stamp = stamps.of_tree([PROJECT / "static"]) + stamps.of(*locks, code / "settings.py", code / "finders.py")
    if stamps.holds(stamp_file, stamp):
        return
    with step("Collecting static files"):
        call_command("collectstatic", interactive=False, clear=True, verbosity=0, ignore_patterns=UNUSED)
        stamp_file.write_text(stamp)


if __name__ == "__main__":
    django.setup()
    collect(Path(sys.argv[1]))
