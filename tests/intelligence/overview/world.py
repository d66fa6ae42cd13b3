"""What the tests of figures stand on: two worlds that differ in one thing, and what a viewer sees of each."""

import re
from collections.abc import Callable
from typing import Any

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from access.viewer import Viewer
from intelligence.releases.models import Release
from intelligence.releases.models.terms import Terms
from intelligence.reports.models import Report
from tests.agencies.door import browser
from tests.api import Program
from tests.cast import fresh

PAGES = ("/intelligence/", "/intelligence/map/", "/intelligence/answer-times/", "/intelligence/queue/", "/")
API = tuple(f"/intelligence/{name}/" for name in ("overview", "map", "queue", "answer-times"))
RANDOM = re.compile(
    rb'(name="(csrfmiddlewaretoken|once)" value=")[^"]*|nonce="[^"]*"|data-now="[^"]*"|<time.*?</time>'
    rb"|\d{4}-\d\d-\d\dT[\d:.]+Z?|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
)


class _Undone(Exception):
    pass


def released(report: Report, to: Viewer, *, by: Viewer, withheld: tuple[str, ...] = ()) -> Release:
    """The report, released to the agency at once, but for the pieces withheld."""
    terms = Terms(withheld=withheld)
    made: Release = Release.offer(report, by=by, asker=to.agency, purpose="Ours", terms=terms, needs_acceptance=False)
    return made


def seen_by(viewer: Viewer, done: Callable[[], Any]) -> list[bytes]:
    """Every page and answer that the viewer gets after `done`, which is then undone."""
    found: list[bytes] = []
    try:
        with transaction.atomic():
            done()
            page, program = browser(fresh(viewer)), Program(viewer)
            answers = [page.get(where) for where in PAGES] + [program.get(where) for where in API]
            assert {answer.status_code for answer in answers} == {200}
            found += [RANDOM.sub(b"", answer.content) for answer in answers]
            raise _Undone  # noqa: TRY301 - the world ends here
    except _Undone:
        return found


def queries(viewer: Viewer, where: str) -> int:
    """How many statements the page takes, without the bounds of transactions."""
    page = browser(viewer)
    with CaptureQueriesContext(connection) as found:
        assert page.get(where).status_code == 200
    bounds = re.compile(r"(SAVEPOINT|RELEASE|BEGIN|COMMIT|ROLLBACK)")
    return sum(not bounds.match(query["sql"]) for query in found.captured_queries)
