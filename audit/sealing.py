"""Seals over the log: a chain of SHA-256 heads over the hash of every event, in the order (xid, id).

A row is sealed once every transaction that began before its own has ended: then no row can appear before it any more,
however late it commits. Writers never wait for the sealer. Two sealers never interleave, and a killed one leaves
nothing: a seal and its rows are one transaction.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from django.db import connection, transaction

from audit.models import Era, Seal, SealedRow

BATCH = 1000
LOCK = 4_203_711_954  # the advisory lock of whoever seals; any number nobody else uses
COLUMNS = (
    *("id", "at", "xid", "actor", "agency", "owner", "verb", "led", "object_type", "object_id", "root_type", "root_id"),
    *("objects", "recipients", "purpose", "request_id", "detail"),
)
SELECTED = ", ".join(f"e.{column}" for column in COLUMNS)
READY = f"""
    SELECT {SELECTED} FROM audit_event e
    WHERE (e.xid, e.id) > (%s::xid8, %s) AND e.xid < %s::xid8 AND e.id >= %s
    ORDER BY e.xid, e.id LIMIT %s
"""  # noqa: S608 - column names written above
LEFT_OVER = f"""
    SELECT {SELECTED} FROM audit_event e
    WHERE e.id >= %s AND NOT EXISTS (SELECT FROM audit_sealedrow s WHERE s.event_id = e.id AND s.at = e.at)
    ORDER BY e.xid, e.id LIMIT %s
"""  # noqa: S608 - column names written above

Row = Sequence[Any]


class Restored(Exception):
    """The database is older than its own seals: it came from a backup, and `manage.py new_era` must be run."""


@dataclass(frozen=True)
class Moment:
    """What the database says of now: the oldest running transaction, the next one, and the time."""

    oldest: int
    next: int
    at: datetime


# --- What is hashed ---------------------------------------------------------------------------------------------------
def canonical(row: Row) -> bytes:
    """One event as bytes: its columns by name, times in UTC, ids as text, `detail` as the database writes it."""
    values = dict(zip(COLUMNS, row, strict=True))
    text = json.dumps(values, default=_text, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return b"event/1\n" + text.encode()


def row_hash(row: Row) -> bytes:
    """SHA-256 of one event, 32 bytes."""
    return sha256(canonical(row)).digest()


def genesis(previous: bytes, era: Era) -> bytes:
    """What the first seal of an era follows: it ties the era's reason and beginning to the era before."""
    facts = f"{era.number}\n{era.started_at.astimezone(UTC).isoformat()}\n{era.first_event_id}\n{era.reason}"
    return sha256(b"era/1\n" + previous + facts.encode()).digest()


def head_of(previous: bytes, seal: Seal, hashes: Iterable[bytes]) -> bytes:
    """The head that binds a seal's rows to all before."""
    facts = (
        f"{seal.era_id} {seal.number} {seal.at.astimezone(UTC).isoformat()} {seal.rows} {seal.last_xid} {seal.last_id}"
    )
    return sha256(b"seal/1\n" + previous + facts.encode() + b"\n" + b"".join(hashes)).digest()


def _text(value: Any) -> str:
    return value.astimezone(UTC).isoformat(timespec="microseconds") if isinstance(value, datetime) else str(value)


# --- Sealing ----------------------------------------------------------------------------------------------------------
def seal(*, batch: int = BATCH) -> int:
    """Seal all that can be sealed and return the number of rows. Raises Restored on a database from a backup."""
    total = 0
    while rows := seal_batch(batch):
        total += rows
        if rows < batch:
            break
    return total


@transaction.atomic
def seal_batch(batch: int = BATCH) -> int:
    """Seal the next `batch` rows in one transaction; 0 when nothing is ready or another sealer is at work."""
    if not fetch("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])[0][0]:
        return 0
    now, era = moment(), current_era()
    last = era.seals.order_by("-number").first()
    xid, event_id = (last.last_xid, last.last_id) if last else (0, 0)
    if xid >= now.next:
        raise Restored("The log was restored from a backup; nothing is sealed until `manage.py new_era` is run.")
    rows = fetch(READY, [str(xid), event_id, str(now.oldest), era.first_event_id, batch])
    if rows:
        put_seal(era, rows, now.at)
    return len(rows)


def put_seal(era: Era, rows: Sequence[Row], at: datetime) -> Seal:
    """Write one seal over `rows`, which are in order. The caller holds the lock and the transaction."""
    before = Seal.objects.order_by("-number").first()
    last_in_era = (before.last_xid, before.last_id) if before and before.era_id == era.number else (0, 0)
    # Rows left over at the end of an era may lie behind its last seal; the mark never moves back.
    last_xid, last_id = max(last_in_era, (int(rows[-1][COLUMNS.index("xid")]), rows[-1][0]))
    hashes = [row_hash(row) for row in rows]
    made = Seal(
        number=before.number + 1 if before else 1,
        era=era,
        at=at,
        rows=len(rows),
        last_xid=last_xid,
        last_id=last_id,
        previous=previous_head(era, before),
    )
    made.head = head_of(bytes(made.previous), made, hashes)
    made.save(force_insert=True)
    SealedRow.objects.bulk_create(
        SealedRow(event_id=row[0], at=row[1], hash=value, seal=made, place=place)
        for place, (row, value) in enumerate(zip(rows, hashes, strict=True))
    )
    return made


def previous_head(era: Era, before: Seal | None) -> bytes:
    """The head the next seal of `era` follows: that of the seal before, or the genesis of the eras begun since."""
    head = bytes(before.head) if before else b""
    for begun in Era.objects.filter(number__gt=before.era_id if before else 0, number__lte=era.number).order_by(
        "number"
    ):
        head = genesis(head, begun)
    return head


# --- Eras -------------------------------------------------------------------------------------------------------------
def current_era() -> Era:
    """The era under way; the first begins with the first seal."""
    era = Era.objects.order_by("-number").first()
    return era or Era.objects.create(number=1, started_at=moment().at, reason="the log begins", first_event_id=0)


@transaction.atomic
def begin_era(reason: str) -> tuple[Era, int]:
    """Close the era under way and begin the next; returns it and how many unsealed rows the closing sealed.

    Writers wait meanwhile. After a restore transaction ids may start again below those of the sealed rows, so the old
    era is sealed to its end whatever its rows' transaction ids, and the new one orders only rows of its own.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")  # a restored log may be long
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        cursor.execute("LOCK TABLE audit_event IN SHARE MODE")
    old = current_era()
    closed = seal_left_over(old)
    first = fetch(
        "SELECT setval('audit_event_id_seq', GREATEST(nextval('audit_event_id_seq'), "
        "(SELECT COALESCE(max(id), 0) + 1 FROM audit_event)), false)",
        [],
    )[0][0]
    era = Era.objects.create(number=old.number + 1, started_at=moment().at, reason=reason, first_event_id=first)
    return era, closed


def seal_left_over(era: Era, *, batch: int = BATCH) -> int:
    """Seal every unsealed row of the era; returns how many. Only while nobody writes: the caller sees to that."""
    sealed = 0
    while rows := fetch(LEFT_OVER, [era.first_event_id, batch]):
        put_seal(era, rows, moment().at)
        sealed += len(rows)
    return sealed


def moment() -> Moment:
    """The database's now, as one snapshot."""
    oldest, following, at = fetch(
        "SELECT pg_snapshot_xmin(s), pg_snapshot_xmax(s), clock_timestamp() FROM pg_current_snapshot() s", []
    )[0]
    return Moment(int(oldest), int(following), at)


def fetch(sql: str, values: list[Any]) -> list[Row]:
    """All rows of one statement."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        rows: list[Row] = cursor.fetchall()
        return rows
