"""What an owner of the tables could do to the log, for the tests that must find it out."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from uuid import uuid4

from django.db import connection, transaction

from audit.log import SYSTEM, Ref, record
from audit.models import Event, SealedRow
from audit.sealing import seal

GUARDED = ("audit_event", "audit_era", "audit_seal", "audit_sealedrow")


def written(count: int = 1, *, at: datetime | None = None) -> list[Event]:
    """Events of a case, each in a transaction of its own."""
    events = []
    for _ in range(count):
        case = uuid4()
        with transaction.atomic():
            events.append(record("case.edited", by=SYSTEM, on=Ref("case", case, "case", case, uuid4()), at=at))
    return events


def seal_all(rows: int, *, batch: int = 1000) -> None:
    """Seal until `rows` are. Transactions of other databases of the cluster may hold a seal back for a moment."""
    end = time.monotonic() + 60
    while SealedRow.objects.count() < rows:
        assert time.monotonic() < end, "the rows were not sealed"
        if not seal(batch=batch):
            time.sleep(0.05)


@contextmanager
def guards_off() -> Iterator[None]:
    """One transaction of the tables' owner in which nothing is refused."""
    with transaction.atomic(), connection.cursor() as cursor:
        for table in GUARDED:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER audit_no_change")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        yield
        for table in GUARDED:
            cursor.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER audit_no_change")
