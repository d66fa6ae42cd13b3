"""What lets `manage.py` speak to a centre that bin/up runs: the virtual environment, and the settings of DATA_DIR."""

import importlib.util
import os
import sys

from coordination_center.embedded import places, postgres, up, valkey
from coordination_center.embedded.places import PYTHON
from coordination_center.embedded.say import Refusal


def take_settings() -> None:
    """Where the environment names no settings, take those of the centre in DATA_DIR, if there is one.

    Starts again under the Python of `.venv` where this one lacks the packages. Ends the process with what to do where
    that centre does not run.
    """
    if importlib.util.find_spec("django") is None and PYTHON.exists():
        os.execv(PYTHON, [str(PYTHON), *sys.argv])  # noqa: S606
    if "SECRET_KEY" in os.environ:
        return
    try:
        os.environ.update(_settings())
    except Refusal as refusal:
        sys.exit(f"manage.py: {refusal}")


def _settings() -> dict[str, str]:
    here = places.read()
    if not (here.data / "secrets.json").is_file():
        raise Refusal(
            f"No centre was ever started in {here.data}, and the environment names no other (SECRET_KEY, DATABASE_URL "
            "and so on).\nStart one with bin/up, or say where it is: DATA_DIR=/path/to/folder python manage.py ..."
        )
    cluster = postgres.cluster(here.data, log=here.log)
    if not here.database_url and not cluster.accepts():
        raise Refusal(
            f"The centre in {here.data} is not running. Start it with bin/up, and leave it running meanwhile."
        )
    broker = valkey.broker(here.data, log=here.log)
    return up.environment(here, database=here.database_url or cluster.url, broker=here.redis_url or broker.url)
