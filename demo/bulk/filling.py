"""Filling an empty database with a large world: agencies and people by verbs and in bulk, records by SQL."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import connection
from django.db.models import Model

from access.registry import permission_ids
from agencies.creation import create_agency, create_person
from agencies.models import Agency, Membership, Person
from agencies.roles import join
from audit.log import SYSTEM
from cases.links.models import Link
from cases.models import Case, CaseGroupGrant, Participation
from cases.naming.likeness import keys
from cases.naming.segment import lexemes
from cases.search.models import SearchRow
from cases.subjects.models import Identifier, Subject, SubjectName
from demo.bulk import statements
from demo.bulk.names import pool
from demo.bulk.unhindered import unhindered

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105 - an enrolled authenticator, so that pages open
TABLES = (
    "cases_case",
    "cases_participation",
    "cases_casegroupgrant",
    "subjects_subject",
    "subjects_subjectname",
    "subjects_identifier",
    "links_link",
    "search_searchrow",
)
Say = Callable[[str], object]


@dataclass(frozen=True)
class Bulk:
    """What was made: the agencies that matter to a measurement, with an analyst of each.

    `crowded` is a case of the hub with 500 subjects and some 1,500 links.
    """

    hub: Agency
    small: Agency
    crowded: UUID
    analysts: dict[UUID, Person] = field(default_factory=dict)


def fill(cases: int, agencies: int = 200, *, subjects: int = 2, people: int = 100, say: Say = print) -> Bulk:
    """`cases` cases among `agencies` agencies of `people` people each, with `subjects` subjects in every case."""
    made = [create_agency(by=SYSTEM, name=f"Agency {n:03}", kind="police", country="TH") for n in range(agencies)]
    writers = [analyst(agency, n) for n, agency in enumerate(made)]
    crowd(made, people)
    facts: dict[str, Any] = {
        "agencies": [agency.pk for agency in made],
        "people": [person.pk for person in writers],
        "last": agencies - 1,
        "cases": cases,
        "subjects": subjects,
        "hub": made[0].pk,
        "small": made[-1].pk,
        "permissions": json.dumps(permission_ids()),
    }
    facts["crowded"] = _records(facts, say)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")  # what autovacuum does while a world grows at its own pace
    return Bulk(
        made[0], made[-1], facts["crowded"], {agency.pk: person for agency, person in zip(made, writers, strict=True)}
    )


def _records(facts: dict[str, Any], say: Say) -> UUID:
    """Write everything; returns the crowded case."""
    with unhindered(TABLES), connection.cursor() as cursor:
        names(cursor)
        for what, model, sql in _steps():
            start = perf_counter()
            cursor.execute(*completed(sql, model, facts))
            say(f"{cursor.rowcount:>10,} {what} in {perf_counter() - start:.0f} s")
            if model is Case:
                facts["crowded"] = _one_of(cursor, facts["hub"])
        start = perf_counter()
    say(f"           indexes and foreign keys in {perf_counter() - start:.0f} s")
    crowded: UUID = facts["crowded"]
    return crowded


def _one_of(cursor: Any, agency: UUID) -> UUID:
    cursor.execute("SELECT id FROM cases_case WHERE originator_id = %s ORDER BY created_at DESC LIMIT 1", [agency])
    found: UUID = cursor.fetchone()[0]
    return found


def _steps() -> Iterator[tuple[str, type[Model], str]]:
    yield "cases", Case, statements.CASES
    yield "parts", Participation, statements.PARTS
    yield "grants", CaseGroupGrant, statements.GRANTS
    yield "subjects", Subject, statements.SUBJECTS
    yield "subjects of one crowded case", Subject, statements.CROWDED_SUBJECTS
    yield "links of it", Link, statements.CROWDED_LINKS
    yield "names", SubjectName, statements.NAMES
    yield "numbers", Identifier, statements.NUMBERS
    yield "search rows of cases", SearchRow, statements.FOUND_CASES
    yield "search rows of names", SearchRow, statements.FOUND_NAMES
    yield "search rows of numbers", SearchRow, statements.FOUND_NUMBERS


def completed(sql: str, model: type[Model], facts: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """The statement with the columns it leaves out, and its facts with what Django gives those columns."""
    head = sql.partition("SELECT")[0]
    rest = [f for f in model._meta.concrete_fields if not re.search(rf"\b{f.column}\b", head) and _needed(f)]
    defaults = {f"d_{f.column}": f.get_db_prep_save(f.get_default(), connection) for f in rest}
    columns = ", ".join(f'"{f.column}"' for f in rest)
    values = ", ".join(f"%(d_{f.column})s::{f.db_type(connection)}" for f in rest)
    return sql.replace("{rest}", columns).replace("{defaults}", values), facts | defaults


def _needed(column: Any) -> bool:
    return not column.null and not column.primary_key and not column.has_db_default()


def names(cursor: Any) -> None:
    """The pool of names, with what search keeps of each, as a table of this transaction."""
    cursor.execute(statements.POOL)
    rows = [(n, name, lexemes(name), sorted(keys(name))) for n, name in enumerate(pool())]
    cursor.executemany(statements.INTO_POOL, rows)
    cursor.execute("ANALYZE bulk_names")


def crowd(agencies: list[Agency], each: int) -> None:
    """The other people of every agency. They have no password and sign in nowhere."""
    locked = make_password(None)
    for n, agency in enumerate(agencies):
        crowd = [
            Person(username=f"p{n}.{i}", name=f"Person {n}.{i}", email=f"p{n}.{i}@example.org", password=locked)
            for i in range(each - 1)
        ]
        Person.objects.bulk_create(crowd)
        Membership.objects.bulk_create(
            [Membership(person=person, agency=agency, roles=["analyst"], position=0) for person in crowd]
        )


def analyst(agency: Agency, n: int) -> Person:
    person = create_person(
        username=f"analyst{n}", name=f"Analyst {n}", email=f"analyst{n}@example.org", password=None, totp=SECRET
    )
    join(person, agency, ["analyst"], by=SYSTEM)
    return person
