"""Fills an empty database with many cases by SQL, as the verbs would have left them: ledger rows and grants.

Agency 0 is a hub that takes part in most cases; the last one is small. Only benchmarks use this.
"""

import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from access.registry import permission_ids
from agencies.creation import create_agency, create_person
from agencies.models import Agency, Person
from agencies.roles import join
from audit.log import SYSTEM

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105 - an enrolled authenticator, so that pages open
CASES_SQL = """
INSERT INTO cases_case (id, title, summary, state, tlp, handling, handling_note, compartment, originator_id, outcome,
                        version, created_at, updated_at, opened_at)
SELECT gen_random_uuid(), 'Case ' || n, '', 'open', 'AMBER', '{}', '', false,
       (%(agencies)s::uuid[])[1 + CASE WHEN n %% 1000 = 0 THEN %(last)s ELSE n %% %(last)s END], '', 1,
       now() - n * interval '1 second', now() - n * interval '1 second', now()
FROM generate_series(1, %(cases)s) AS n
"""
PARTS_SQL = """
INSERT INTO cases_participation (id, case_id, agency_id, level, state, until, reason, invited_by_id, invited_at)
SELECT gen_random_uuid(), c.id, part.agency, part.level, 'active', '9999-12-31T00:00:00Z', '', %(person)s, c.created_at
FROM cases_case c CROSS JOIN LATERAL (
    SELECT c.originator_id AS agency, 'lead' AS level
    UNION ALL SELECT %(hub)s, 'observer' WHERE c.originator_id <> %(hub)s AND c.originator_id <> %(small)s
    UNION ALL SELECT agency, 'partner' FROM (
        SELECT (%(agencies)s::uuid[])[2 + (abs(hashtext(c.id::text || i)) %% (%(last)s - 1))] AS agency
        FROM generate_series(1, 3) AS i) AS drawn
    WHERE agency NOT IN (c.originator_id, %(hub)s, %(small)s)
    GROUP BY agency
) AS part
"""
GRANTS_SQL = """
INSERT INTO cases_casegroupgrant (originator_id, content_object_id, group_id, permission_id, expires_at)
SELECT c.originator_id, p.case_id, a.group_id, (%(permissions)s::jsonb ->> ('case_' || p.level))::int,
       '9999-12-31T00:00:00Z'
FROM cases_participation p JOIN agencies_agency a ON a.id = p.agency_id JOIN cases_case c ON c.id = p.case_id
"""


@dataclass(frozen=True)
class Bulk:
    """The agencies that matter to a measurement, with an analyst of each."""

    hub: Agency
    small: Agency
    analysts: dict[UUID, Person]


def fill(cases: int, agencies: int = 200) -> Bulk:
    """`cases` cases among `agencies` agencies. Takes about a minute for 100,000."""
    made = [create_agency(by=SYSTEM, name=f"Agency {n:03}", kind="police", country="TH") for n in range(agencies)]
    hub, small = made[0], made[-1]
    analysts = {agency.pk: _analyst(agency, n) for n, agency in enumerate((hub, small))}
    facts: dict[str, Any] = {
        "agencies": [agency.pk for agency in made],
        "last": agencies - 1,
        "cases": cases,
        "person": analysts[hub.pk].pk,
        "hub": hub.pk,
        "small": small.pk,
        "permissions": json.dumps(permission_ids()),
    }
    with connection.cursor() as cursor:
        for sql in (CASES_SQL, PARTS_SQL, GRANTS_SQL, "VACUUM ANALYZE"):
            cursor.execute(sql, facts if "%(" in sql else None)
    return Bulk(hub, small, analysts)


def _analyst(agency: Agency, n: int) -> Person:
    person = create_person(
        username=f"analyst{n}", name=f"Analyst {n}", email=f"analyst{n}@example.org", password=None, totp=SECRET
    )
    join(person, agency, ["analyst"], by=SYSTEM)
    return person
