"""The log's tables refuse every change, to whoever is signed in to the database."""

from collections.abc import Iterator
from importlib import import_module
from uuid import uuid4

import psycopg2
import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from audit.checks import name_is_no_test
from audit.models import Event
from tests.audit.tampering import written

LOG = import_module("audit.migrations.0001_log")


@pytest.mark.django_db
@pytest.mark.parametrize("change", ["UPDATE audit_event SET verb = 'a.b'", "DELETE FROM audit_event"])
def test_an_event_can_be_neither_changed_nor_removed(change: str) -> None:
    written()
    with pytest.raises(DatabaseError, match="insert-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)
    assert Event.objects.get().verb == "case.edited"


@pytest.mark.django_db
def test_a_session_that_plays_a_replica_is_refused_too() -> None:
    written()
    with pytest.raises(DatabaseError, match="insert-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("DELETE FROM audit_event")


@pytest.mark.django_db
@pytest.mark.parametrize("table", ["audit_era", "audit_seal", "audit_sealedrow"])
@pytest.mark.parametrize("operation", ["UPDATE", "DELETE", "TRUNCATE"])
def test_the_seals_are_guarded_alike(table: str, operation: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM information_schema.triggers WHERE event_object_table = %s"
            " AND event_manipulation = %s UNION ALL "
            "SELECT count(*) FROM pg_trigger WHERE tgrelid = %s::regclass AND tgname = 'audit_no_truncate'"
            " AND tgenabled = 'A'",
            [table, operation, table],
        )
        guarded, truncate = (row[0] for row in cursor.fetchall())
    assert truncate == 1
    assert guarded == 1 or operation == "TRUNCATE"  # the standard's view does not know TRUNCATE


@pytest.fixture
def real_database(transactional_db: None) -> Iterator[psycopg2.extensions.cursor]:
    """A cursor in a database whose name does not say that it is for tests."""
    name = f"log_{uuid4().hex}"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name} TEMPLATE template0")
    outside = psycopg2.connect(**{**connection.get_connection_params(), "dbname": name, "cursor_factory": None})
    outside.autocommit = True
    yield outside.cursor()
    outside.close()
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE {name}")


def test_truncate_is_refused_outside_of_tests(real_database: psycopg2.extensions.cursor) -> None:
    for sql in (LOG.TABLE, LOG.GUARDS, LOG.PARTITIONS):
        real_database.execute(sql)
    real_database.execute("SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'audit_event'::regclass")
    partitions = [row[0] for row in real_database.fetchall()]
    assert len(partitions) == 5
    for table in ["audit_event", *partitions]:
        with pytest.raises(psycopg2.errors.InsufficientPrivilege, match="insert-only"):
            real_database.execute(f"TRUNCATE {table}")


def test_a_production_database_may_not_be_named_like_a_test(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, expected in (("center", 0), ("test_center", 1)):
        monkeypatch.setitem(settings.DATABASES["default"], "NAME", name)
        assert len(name_is_no_test(None)) == expected
