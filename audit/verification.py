"""Walks the whole log against its seals and says what does not fit."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from audit.models import Era, Event, Seal
from audit.sealing import SELECTED, fetch, genesis, head_of, row_hash

SEALED = f"""
    SELECT s.place, s.event_id, s.at, s.hash, {SELECTED} FROM audit_sealedrow s
    LEFT JOIN audit_event e ON e.id = s.event_id AND e.at = s.at
    WHERE s.seal_id = %s ORDER BY s.place
"""  # noqa: S608 - column names written in audit.sealing
UNSEALED = """
    SELECT e.id, e.at FROM audit_event e
    WHERE NOT EXISTS (SELECT FROM audit_sealedrow s WHERE s.event_id = e.id AND s.at = e.at) AND
"""
BEHIND = (
    UNSEALED
    + "(e.xid, e.id) > (%s::xid8, %s) AND (e.xid, e.id) <= (%s::xid8, %s) AND e.id >= %s"
    + " AND (%s::bigint IS NULL OR e.id < %s) ORDER BY e.xid, e.id LIMIT 1"
)
IN_CLOSED_ERA = UNSEALED + "e.id >= %s AND e.id < %s ORDER BY e.xid, e.id LIMIT 1"
WAITING = "SELECT count(*) FROM audit_event e WHERE (e.xid, e.id) > (%s::xid8, %s) AND e.id >= %s"


@dataclass(frozen=True)
class Finding:
    """What does not fit. `event_id` and `at` name the row where one can be named."""

    what: str
    event_id: int | None = None
    at: datetime | None = None

    def __str__(self) -> str:
        row = f"event {self.event_id} of {self.at.isoformat() if self.at else 'unknown time'}: "
        return (row if self.event_id is not None else "") + self.what


@dataclass
class Walk:
    """How far the walk came, and where the chain stands."""

    chain: bytes = b""
    seals: int = 0
    rows: int = 0
    xid: int = 0
    event_id: int = 0


@dataclass(frozen=True)
class Verdict:
    """The result: what was walked, what waits for its seal, and the first thing that does not fit."""

    eras: int
    seals: int
    rows: int
    waiting: int
    finding: Finding | None


def verify(heads: Mapping[int, str] | None = None) -> Verdict:
    """Walk every era, seal and row, in one snapshot. `heads` are exported earlier: seal number to hexadecimal head."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SET LOCAL statement_timeout = 0")
        walk, eras = Walk(), list(Era.objects.order_by("number"))
        finding = next(_findings(walk, eras), None) or next(_differing(heads or {}), None)
        waiting = 0 if finding else fetch(WAITING, _mark(walk, eras))[0][0]
    return Verdict(len(eras), walk.seals, walk.rows, waiting, finding)


def _mark(walk: Walk, eras: list[Era]) -> list[Any]:
    return [str(walk.xid), walk.event_id, eras[-1].first_event_id if eras else 0]


def _findings(walk: Walk, eras: list[Era]) -> Iterator[Finding]:
    if not eras and Seal.objects.exists():
        yield Finding("era 1 was removed")
    following: list[Era | None] = [*eras[1:], *([None] if eras else [])]
    for expected, (era, after) in enumerate(zip(eras, following, strict=True), start=1):
        if era.number != expected:
            yield Finding(f"era {expected} was removed")
        walk.chain, walk.xid, walk.event_id = genesis(walk.chain, era), 0, 0
        end = after.first_event_id if after else None
        for seal in era.seals.order_by("number").iterator(chunk_size=500):
            yield from _seal(walk, seal, era, end)
        if end is not None:
            yield from _slipped(IN_CLOSED_ERA, [era.first_event_id, end])


def _seal(walk: Walk, seal: Seal, era: Era, end: int | None) -> Iterator[Finding]:
    walk.seals += 1
    if seal.number != walk.seals:
        yield Finding(f"seal {walk.seals} was removed")
    rows = fetch(SEALED, [seal.number])
    yield from _rows(rows, seal)
    span = [str(walk.xid), walk.event_id, str(seal.last_xid), seal.last_id]
    yield from _slipped(BEHIND, [*span, era.first_event_id, end, end])
    if bytes(seal.previous) != walk.chain:
        yield Finding(f"seal {seal.number} does not follow the seal before it: one of the two was changed")
    if head_of(walk.chain, seal, (bytes(row[3]) for row in rows)) != bytes(seal.head):
        yield Finding(f"seal {seal.number} of {seal.at.isoformat()} or the hashes under it were changed")
    walk.chain, walk.xid, walk.event_id = bytes(seal.head), seal.last_xid, seal.last_id
    walk.rows += len(rows)


def _rows(rows: list[Any], seal: Seal) -> Iterator[Finding]:
    for expected, (place, event_id, at, sealed, *event) in enumerate(rows):
        if place != expected:
            yield Finding(f"row {expected} of seal {seal.number} was removed together with its hash")
        if event[0] is None:
            yield _missing(event_id, at)
        elif row_hash(event) != bytes(sealed):
            yield Finding("changed since it was sealed", event_id, at)
    if len(rows) < seal.rows:
        yield Finding(f"row {len(rows)} of seal {seal.number} was removed together with its hash")


def _missing(event_id: int, at: datetime) -> Finding:
    moved = Event.objects.filter(id=event_id).first()
    if moved:
        return Finding(f"changed since it was sealed: its time is now {moved.at.isoformat()}", event_id, at)
    return Finding("removed since it was sealed", event_id, at)


def _slipped(sql: str, values: list[Any]) -> Iterator[Finding]:
    for event_id, at in fetch(sql, values):
        yield Finding(
            "slipped in behind the seals (or the database came from a backup and `manage.py new_era` was not run)",
            event_id,
            at,
        )


def _differing(heads: Mapping[int, str]) -> Iterator[Finding]:
    """An owner of the tables can make a new chain; it cannot change the heads that left the host."""
    for number, head in sorted(heads.items()):
        seal = Seal.objects.filter(number=number).first()
        if seal is None:
            yield Finding(f"seal {number}, whose head was exported, was removed with all after it")
        elif bytes(seal.head).hex() != head:
            yield Finding(f"seal {number} has another head than the one exported: the chain was made anew")
