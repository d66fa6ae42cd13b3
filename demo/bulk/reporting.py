"""Filling an empty database with a large world of reports and releases, by SQL as the verbs would have left it."""

import json
from collections.abc import Iterator
from time import perf_counter
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Model

from access.registry import permission_ids
from agencies.creation import create_agency
from audit.log import SYSTEM
from demo.bulk import report_statements as statements
from demo.bulk.filling import Bulk, Say, analyst, completed, crowd, names
from demo.bulk.unhindered import unhindered
from intelligence.releases.models import Release, ReleaseGroupGrant
from intelligence.reports.models import Part, Report, ReportGroupGrant, ReportRow, ReportSubject

TABLES = (
    "reports_report",
    "reports_part",
    "reports_reportsubject",
    "reports_reportrow",
    "reports_reportgroupgrant",
    "releases_release",
    "releases_releasegroupgrant",
)


def fill(reports: int, agencies: int = 200, *, people: int = 100, say: Say = print) -> Bulk:
    """`reports` reports of `agencies` agencies; `crowded` is one that was released to the hub, its place withheld."""
    made = [create_agency(by=SYSTEM, name=f"Agency {n:03}", kind="police", country="TH") for n in range(agencies)]
    writers = [analyst(agency, n) for n, agency in enumerate(made)]
    crowd(made, people)
    facts: dict[str, Any] = {
        "agencies": [agency.pk for agency in made],
        "people": [person.pk for person in writers],
        "last": agencies - 1,
        "reports": reports,
        "hub": made[0].pk,
        "small": made[-1].pk,
        "permissions": json.dumps(permission_ids()),
    }
    _records(facts, say)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")  # what autovacuum does while a world grows at its own pace
        released = _released_to(cursor, made[0].pk)
    return Bulk(made[0], made[-1], released, {a.pk: person for a, person in zip(made, writers, strict=True)})


def _records(facts: dict[str, Any], say: Say) -> None:
    with unhindered(TABLES), connection.cursor() as cursor:
        names(cursor)
        for what, model, sql in _steps():
            start = perf_counter()
            cursor.execute(*completed(sql, model, facts))
            say(f"{cursor.rowcount:>10,} {what} in {perf_counter() - start:.0f} s")
            if model is Report:
                cursor.execute(statements.DRAWN, {})
                cursor.execute("ANALYZE bulk_reports")
            if model is Release:
                cursor.execute("CREATE INDEX bulk_released ON releases_release (report_id) INCLUDE (asker_id)")
                cursor.execute("ANALYZE releases_release")
        cursor.execute("DROP INDEX bulk_released")
        start = perf_counter()
    say(f"           indexes and foreign keys in {perf_counter() - start:.0f} s")


def _steps() -> Iterator[tuple[str, type[Model], str]]:
    yield "reports", Report, statements.REPORTS
    yield "titles and texts", Part, statements.TEXTS
    yield "places and grades", Part, statements.FACTS
    yield "subjects", ReportSubject, statements.SUBJECTS
    yield "releases", Release, statements.RELEASES
    yield "grants on reports", ReportGroupGrant, statements.REPORT_GRANTS
    yield "grants on releases", ReleaseGroupGrant, statements.RELEASE_GRANTS
    yield "rows of the search index", ReportRow, statements.FOUND


def _released_to(cursor: Any, agency: UUID) -> UUID:
    cursor.execute(
        "SELECT report_id FROM releases_release WHERE asker_id = %s AND withheld = '{place}' LIMIT 1",
        [agency],
    )
    found: UUID = cursor.fetchone()[0]
    return found
