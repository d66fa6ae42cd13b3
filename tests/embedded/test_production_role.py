"""The database of production as docker/prepare.sh makes it: its application can do its work, and not alter the log."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import psycopg2
import pytest
from django.conf import settings
from psycopg2.extensions import ISOLATION_LEVEL_AUTOCOMMIT

from coordination_center.embedded.places import PROJECT
from coordination_center.embedded.suite import PRODUCTION
from tests.embedded.instance import WORLD

MARK = f"of_a_test_{os.getpid()}"
DATABASE, OWNER, APPLICATION = f"centre_{MARK}", f"owner_{MARK}", f"application_{MARK}"
WORK = Path(__file__).with_name("work.py")


def as_administrator(*statements: str) -> None:
    own = settings.DATABASES["default"]
    link = psycopg2.connect(host=own["HOST"], user=own["USER"], dbname="postgres")
    link.set_isolation_level(ISOLATION_LEVEL_AUTOCOMMIT)
    with link.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement.format(owner=OWNER, application=APPLICATION))
    link.close()


def environment(role: str) -> dict[str, str]:
    url = f"postgresql://{role}@{quote(settings.DATABASES['default']['HOST'], safe='')}/{DATABASE}"
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    ours = {name: value for name, value in os.environ.items() if name != "DJANGO_ALLOW_ASYNC_UNSAFE"}  # the journeys'
    return {**ours, **PRODUCTION, "DATABASE_URL": url, "PATH": path, "PYTHONPATH": str(PROJECT)}


def prepare(secret: Path) -> None:
    more = {"APPLICATION_ROLE": APPLICATION, "APPLICATION_PASSWORD_FILE": str(secret)}
    command = ["sh", str(PROJECT / "docker" / "prepare.sh")]
    done = subprocess.run(
        command, cwd=PROJECT, env=environment(OWNER) | more, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A database of an owner who is no superuser; prepared twice, as by every new version."""
    secret = tmp_path_factory.mktemp("secrets") / "application_password"
    secret.write_text("a password of the application")
    as_administrator(
        f"CREATE ROLE {OWNER} LOGIN CREATEROLE", f"CREATE DATABASE {DATABASE} OWNER {OWNER} TEMPLATE template0"
    )
    try:
        prepare(secret)
        prepare(secret)
        yield
    finally:
        as_administrator(f"DROP DATABASE {DATABASE} WITH (FORCE)", f"DROP ROLE {APPLICATION}", f"DROP ROLE {OWNER}")


def test_the_application_does_all_its_work_with_its_own_role(prepared: None) -> None:
    command = [sys.executable, str(WORK), str(WORLD)]
    done = subprocess.run(
        command, cwd=PROJECT, env=environment(APPLICATION), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    did = json.loads(done.stdout.splitlines()[-1])
    assert did == {"user": APPLICATION, "token": 200, "note": 201, "notes": 1, "sealed": True, "months": 1}


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE audit_event DISABLE TRIGGER ALL",
        "SET session_replication_role = replica",
        "UPDATE audit_event SET verb = 'a.b'",
        "DELETE FROM audit_event",
        "DELETE FROM audit_event_default",
        "TRUNCATE audit_event",
        "DELETE FROM audit_seal",
        "UPDATE audit_sealedrow SET hash = ''",
        "DROP TABLE audit_seal",
        "CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE sql AS ''",
        "DROP TRIGGER audit_no_change ON audit_event",
        "SET ROLE {owner}",
        "ALTER ROLE {application} SUPERUSER",
        "GRANT {owner} TO {application}",
        "CREATE TABLE public.audit_event_of_mine ()",
    ],
)
def test_that_role_can_alter_nothing_of_the_log(prepared: None, statement: str) -> None:
    with (
        psycopg2.connect(environment(APPLICATION)["DATABASE_URL"]) as link,
        link.cursor() as cursor,
        pytest.raises(psycopg2.errors.InsufficientPrivilege),
    ):
        cursor.execute(statement.format(owner=OWNER, application=APPLICATION))
