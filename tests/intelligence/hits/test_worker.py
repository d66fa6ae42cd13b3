"""A real Celery worker that is killed in the middle of its work, and the one that comes after it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from celery import Celery
from django.conf import settings
from django.db import connection, transaction
from django.db.models.functions import Now

from access.viewer import Viewer
from intelligence.hits.models import Hit, Unscreened
from tests.intelligence.hits.world import hits_of, holds, nothing_waits

pytestmark = pytest.mark.django_db(transaction=True)
NAMES = ("Tawan Saelim", "Anong Rattana", "Prasert Bunmi")
WAITS_FOR_THE_TABLE = """
SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'hits_hit'::regclass
"""


@contextmanager
def worker(queue: str) -> Iterator[subprocess.Popen[bytes]]:
    """A worker of this test's own queue on this test's database, in a process group of its own."""
    url = os.environ["DATABASE_URL"].rpartition("/")[0] + "/" + str(connection.settings_dict["NAME"])
    command = [sys.executable, "-m", "celery", "-A", "coordination_center", "worker", "-Q", queue, "-c", "2"]
    command += ["-l", "warning", "-n", f"{queue}@here", "--without-gossip", "--without-mingle", "--without-heartbeat"]
    process = subprocess.Popen(
        command, env=os.environ | {"DATABASE_URL": url}, cwd=Path(settings.BASE_DIR), start_new_session=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def send(queue: str) -> None:
    """What beat does every few seconds."""
    Celery(broker=settings.CELERY_BROKER_URL).send_task("hits.screen", queue=queue)


def in_time(holds_true: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if holds_true():
            return True
        time.sleep(0.1)
    return False


def somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(WAITS_FOR_THE_TABLE)
        return bool(cursor.fetchone()[0])


def test_kill_9_in_the_middle_loses_nothing_and_doubles_nothing(thai_analyst: Viewer, malay_liaison: Viewer) -> None:
    for name in NAMES:
        holds(thai_analyst, name)
        holds(malay_liaison, name)
    queue = f"killed-{os.getpid()}-{time.time_ns()}"
    with worker(queue) as first, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("LOCK TABLE hits_hit IN SHARE MODE")  # what it raises waits here, with its row in hand
        send(queue)
        assert in_time(somebody_waits)
        os.killpg(first.pid, signal.SIGKILL)
    assert Hit.objects.unscoped("test").count() == 0
    assert Unscreened.objects.count() == 2 * len(NAMES)
    assert Unscreened.objects.filter(tries=1).count() >= 1, "the try of the killed one counts"
    Unscreened.objects.update(next_at=Now())
    with worker(queue):
        send(queue)
        assert in_time(nothing_waits)
    assert [len(hits_of(one)) for one in (thai_analyst, malay_liaison)] == [len(NAMES)] * 2
