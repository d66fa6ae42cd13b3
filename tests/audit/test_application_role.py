"""The role the application signs in with cannot alter the log, nor switch off what guards it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from audit import once
from audit.models import Event
from audit.months import make_months
from audit.sealing import current_era, seal_left_over
from tests.audit.tampering import guards_off, written

pytestmark = pytest.mark.django_db


def run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.fixture
def limited(db: None) -> None:
    """A role of its own, gone with the test's transaction."""
    run("CREATE ROLE application_of_a_test")
    call_command("grant_application", "application_of_a_test", verbosity=0)


@contextmanager
def as_application() -> Iterator[None]:
    run("SET CONSTRAINTS ALL IMMEDIATE")
    run("SET LOCAL ROLE application_of_a_test")
    yield
    run("RESET ROLE")


def test_it_writes_reads_and_seals_the_log_and_makes_its_months(limited: None) -> None:
    make_months()
    with as_application():
        written(2)
        assert seal_left_over(current_era()) == 2
        assert Event.objects.count() == 2
        assert len(make_months(4)) == 1
        assert once.sweep() == 0


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_event SET verb = 'a.b'",
        "DELETE FROM audit_event_default",
        "SELECT * FROM audit_event_default",
        "TRUNCATE audit_event",
        "DELETE FROM audit_seal",
        "UPDATE operations_increment SET quantity = 1",
        "DELETE FROM operations_mark",
        "TRUNCATE operations_increment",
        "UPDATE audit_sealedrow SET hash = ''",
        "ALTER TABLE audit_event DISABLE TRIGGER ALL",
        "SET session_replication_role = replica",
        "DROP TABLE audit_event",
        "ALTER TABLE audit_event DETACH PARTITION audit_event_default",
        "CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE sql AS ''",
        "SELECT setval('audit_event_id_seq', 1)",
    ],
)
def test_it_can_do_nothing_else_with_it(limited: None, statement: str) -> None:
    with pytest.raises(DatabaseError, match=r"permission denied|must be owner"), transaction.atomic():
        run("SET LOCAL ROLE application_of_a_test")
        run(statement)


def test_it_cannot_use_what_only_an_owner_can(limited: None) -> None:
    with pytest.raises(DatabaseError, match="must be owner"), transaction.atomic():
        run("SET LOCAL ROLE application_of_a_test")
        with guards_off():
            run("DELETE FROM audit_event")


def test_owners_and_strangers_are_refused() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        [owner] = cursor.fetchone()
    for role in (owner, "nobody_here"):
        with pytest.raises(CommandError):
            call_command("grant_application", role)


def test_a_missing_role_is_made_with_the_password_of_a_file(tmp_path: Path) -> None:
    secret = tmp_path / "password"
    secret.write_text("quite ' secret\n")
    for _ in range(2):
        call_command("grant_application", "application_of_a_test", "--password-file", str(secret), verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolcanlogin, rolsuper FROM pg_roles WHERE rolname = 'application_of_a_test'")
        assert cursor.fetchone() == (True, False)


def test_an_empty_or_missing_password_file_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "empty").write_text("\n")
    for name in ("empty", "absent"):
        with pytest.raises(CommandError, match=name):
            call_command("grant_application", "application_of_a_test", "--password-file", str(tmp_path / name))
