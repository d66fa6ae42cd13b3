"""Filling tables without paying for each row: indexes, foreign keys and triggers step aside, and come back checked."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.db import connection, transaction

_INDEXES = """
SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index
WHERE indrelid = %s::regclass AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)
"""
_KEYS = """
SELECT conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid) FROM pg_constraint
WHERE contype IN ('f', 'u') AND conrelid = %s::regclass
"""


@contextmanager
def unhindered(tables: Sequence[str]) -> Iterator[None]:
    """One transaction in which `tables` have no index but the primary key, no foreign key and no trigger of ours.

    What was taken away is made again at the end from its own definition, so what the rows hold is checked then;
    a row that breaks a rule undoes everything.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")  # of this session: what follows takes as long as it takes
        again: list[str] = []
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            cursor.execute(_KEYS, [table])
            for owner, name, definition in cursor.fetchall():
                cursor.execute(f"ALTER TABLE {owner} DROP CONSTRAINT {name}")
                again.append(f"ALTER TABLE {owner} ADD CONSTRAINT {name} {definition}")
            cursor.execute(_INDEXES, [table])
            for index, definition in cursor.fetchall():
                cursor.execute(f"DROP INDEX {index}")
                again.append(definition)
        yield
        cursor.execute("SET LOCAL maintenance_work_mem = '512MB'")
        for statement in sorted(again, key=_keys_last):
            cursor.execute(statement)
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def _keys_last(statement: str) -> bool:
    return "FOREIGN KEY" in statement
