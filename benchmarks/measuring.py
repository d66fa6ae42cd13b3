"""How every benchmark measures: medians of repeated runs, whole requests beside the SQL they rest on."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from agencies.models import Agency, Person
from agencies.signin import AGENCY, SECOND_FACTOR

ROUNDS = 20
_FRAMES = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")


def median_ms(run: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Median milliseconds of `rounds` runs, after two to warm up."""
    times = []
    for _round in range(rounds + 2):
        start = time.perf_counter()
        run()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times[2:])


def sql(statement: str, params: Any = None) -> Callable[[], object]:
    """Run a query and fetch its rows as they are, without any ORM."""

    def fetch() -> object:
        with connection.cursor() as cursor:
            cursor.execute(statement, params)
            return cursor.fetchall()

    return fetch


def signed_in(person: Person, agency: Agency) -> Client:
    """A browser in which the person acts for the agency."""
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session.update({SECOND_FACTOR: True, AGENCY: str(agency.pk)})
    session.save()
    return client


@dataclass(frozen=True)
class Request:
    """One whole request: queries without transaction frames, database and CPU milliseconds, bytes, its statements."""

    queries: int
    database: float
    cpu: float
    size: int
    statements: list[str]


def request(ask: Callable[[], Any], rounds: int = ROUNDS) -> Request:
    """Measure what `ask` sends; it must answer 200 each time. The test client's own work is counted."""
    ask()
    with CaptureQueriesContext(connection) as captured:
        answer = ask()
    assert answer.status_code == 200, answer.status_code
    size = len(answer.getvalue() if answer.streaming else answer.content)
    sent = [query for query in captured.captured_queries if not query["sql"].startswith(_FRAMES)]
    start = time.process_time()
    for _round in range(rounds):
        ask()
    cpu = (time.process_time() - start) * 1000 / rounds
    database = sum(float(query["time"]) for query in sent) * 1000
    return Request(len(sent), database, cpu, size, [query["sql"] for query in sent])


def line(what: str, found: Request, best: float) -> None:
    """Print one measurement; the ratio is the database time of the whole request to that of the hand-written SQL."""
    print(
        f"{what:32} {found.queries:2d} queries  {found.database:7.1f} ms db  {found.cpu:6.1f} ms cpu"
        f"  sql {best:7.2f} ms  ratio {found.database / best:5.2f}  {found.size / 1024:6.0f} KB"
    )
