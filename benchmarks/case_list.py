"""List of 50 cases, first page and 200th, for a hub agency and a small one, against hand-written SQL in the same run.

    bin/bench case_list [CASES]

Prints per agency and page: queries of the whole request, database and CPU milliseconds of the request, the SQL
optimum's milliseconds for the same rows, and the ratio of `page_for` to it.
"""

import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from access.paging import Cursor, page_for
from access.registry import permission_ids
from access.viewer import viewer_for
from agencies.models import Agency, Person
from agencies.signin import AGENCY, SECOND_FACTOR
from benchmarks.bulk import fill
from cases.models import Case

ROUNDS = 30
SCAN = """
    SELECT * FROM (SELECT content_object_id, sort_at FROM cases_casegroupgrant
     WHERE group_id = %(group)s AND permission_id = %({level})s AND expires_at > now()
       AND (sort_at, content_object_id) < (%(at)s, %(pk)s)
     ORDER BY sort_at DESC, content_object_id DESC LIMIT 51) AS {level}
"""
SCANS = " UNION ALL ".join(SCAN.format(level=level) for level in ("lead", "partner", "observer"))
OPTIMUM = f"""
SELECT c.* FROM cases_case c WHERE c.id IN (
    SELECT content_object_id FROM ({SCANS}) AS three ORDER BY sort_at DESC, content_object_id DESC LIMIT 51)
ORDER BY c.updated_at DESC, c.id DESC LIMIT 51
"""


def median_ms(run: Callable[[], object]) -> float:
    """Median milliseconds of ROUNDS runs, after two to warm up."""
    times = []
    for _round in range(ROUNDS + 2):
        start = time.perf_counter()
        run()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times[2:])


def run(sql: str, params: Any) -> Callable[[], object]:
    """Run a query and fetch its rows as they are, without any ORM."""

    def fetch() -> object:
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            return cursor.fetchall()

    return fetch


def optimum(agency: Agency, after: str) -> Callable[[], object]:
    """The page by hand-written SQL."""
    ids, place = permission_ids(), Cursor.unseal(after) if after else None
    facts: dict[str, Any] = {level: ids[f"case_{level}"] for level in ("lead", "partner", "observer")}
    facts |= {
        "group": agency.group_id,
        "at": place.sort_at if place else "infinity",
        "pk": place.pk if place else "f" * 32,
    }
    return run(OPTIMUM, facts)


def ours(viewer: Any, after: str) -> Callable[[], object]:
    """The SQL that `page_for` sends for the page."""
    with CaptureQueriesContext(connection) as captured:
        page_for(viewer, Case.objects.all(), after=after)
    return run(captured.captured_queries[0]["sql"], None)


def deep(viewer: Any, pages: int) -> str:
    """The cursor to the page `pages` further, or to the last but one where there are fewer."""
    after = ""
    for _page in range(pages):
        older = page_for(viewer, Case.objects.all(), after=after).older
        if not older:
            break
        after = older
    return after


def request(client: Client, after: str) -> tuple[int, float, float]:
    """Queries (without BEGIN and SAVEPOINT), database ms and CPU ms of one whole request."""
    client.get("/cases/", {"after": after} if after else {})
    with CaptureQueriesContext(connection) as captured:
        client.get("/cases/", {"after": after} if after else {})
    sent = [
        q for q in captured.captured_queries if not q["sql"].startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE"))
    ]
    start = time.process_time()
    for _round in range(ROUNDS):
        status = client.get("/cases/", {"after": after} if after else {}).status_code
        assert status == 200, status
    cpu = (time.process_time() - start) * 1000 / ROUNDS
    return len(sent), sum(float(q["time"]) for q in sent) * 1000, cpu


def measure(label: str, person: Person, agency: Agency) -> None:
    """One agency's lines."""
    viewer = viewer_for(person, agency)
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session.update({SECOND_FACTOR: True, AGENCY: str(agency.pk)})
    session.save()
    for page, after in (("first", ""), ("200th", deep(viewer, 199))):
        theirs, best = median_ms(ours(viewer, after)), median_ms(optimum(agency, after))
        queries, database, cpu = request(client, after)
        print(f"{label:6} {page:6} {queries:2d} queries  {database:6.1f} ms db  {cpu:5.1f} ms cpu  "
              f"page_for {theirs:6.2f} ms  sql {best:6.2f} ms  ratio {theirs / best:4.2f}")  # fmt: skip


def main() -> None:
    cases = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    start = time.perf_counter()
    bulk = fill(cases)
    print(f"{cases} cases filled in {time.perf_counter() - start:.0f} s")
    measure("hub", bulk.analysts[bulk.hub.pk], bulk.hub)
    measure("small", bulk.analysts[bulk.small.pk], bulk.small)
