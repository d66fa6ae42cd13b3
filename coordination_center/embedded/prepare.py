"""All that needs Django before the first page: tables, static files, the world. One process, so Django boots once.

Runs inside the virtual environment: `python -m coordination_center.embedded.prepare DATA_DIR WORLD`.
"""

import hashlib
import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django
from django.core.management import call_command
from django.core.management.base import CommandError, SystemCheckError
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from coordination_center.embedded import stamps, statics
from coordination_center.embedded.say import EXPLAINED, complain, step
from coordination_center.heartbeat import forget


def database(stamp_file: Path) -> None:
    """Bring the tables up to date; a database that is needs one look only.

    The stamp says that `migrate` came to its end: behind the last migration it makes permissions and triggers.
    """
    executor = MigrationExecutor(connection)
    leaves = executor.loader.graph.leaf_nodes()
    stamp = hashlib.sha256(f"{os.environ['DATABASE_URL']} {leaves}".encode()).hexdigest()
    if executor.migration_plan(leaves) or not stamps.holds(stamp_file, stamp):
        with step("Bringing the database up to date"):
            call_command("migrate", interactive=False, verbosity=0)
            stamp_file.write_text(stamp)
    call_command("createcachetable", verbosity=0)
    call_command("check", databases=["default"], stdout=io.StringIO())


def world(file: Path) -> None:
    """Load the world into a database without agencies. The listing of accounts is for the demo alone."""
    from agencies.models import Agency

    listing = os.environ.get("DEMO_ACCOUNTS")
    is_empty = not Agency.objects.exists()
    if is_empty:
        if listing:  # of a database that is gone
            Path(listing).unlink(missing_ok=True)
        with step(f"Loading the world {file.name}"):
            call_command("world", "load", str(file), stdout=io.StringIO())
    if listing and not Path(listing).exists():
        call_command("world", "accounts", str(file), listing)


@contextmanager
def explained() -> Iterator[None]:
    """Leave what Django or the loader refuses as sentences instead of a trace, and say so by the exit code."""
    try:
        yield
    except (CommandError, SystemCheckError) as error:
        complain(str(error))
        sys.exit(EXPLAINED)
    except OperationalError as error:
        complain(f"The database cannot be used: {str(error).strip()}")
        sys.exit(EXPLAINED)


def main(data: Path, file: Path) -> None:
    """Prepare an instance."""
    django.setup()
    with explained():
        database(data / "database.stamp")
        statics.collect(data / "static.stamp")
        world(file)
    forget()  # the sign of life of a worker of an earlier start


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
