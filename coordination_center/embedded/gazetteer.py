"""The gazetteer's file, written once for this version of its data, inside the virtual environment."""

from coordination_center.embedded import packages
from coordination_center.embedded.places import PROJECT, PYTHON
from coordination_center.embedded.say import step


def build_missing() -> None:
    """Write it in the virtual environment's Python, if it is not there."""
    if any((PROJECT / "cases" / "places").glob("*.sqlite3")):  # of an older version: the first look-up writes anew
        return
    with step("Building the gazetteer"):
        env = packages.clean_environment() | {"PYTHONPATH": str(PROJECT)}
        packages.run([PYTHON, "-P", "-m", "cases.places.building"], what="Building the gazetteer", env=env)
