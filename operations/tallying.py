"""The running sums: kept by one upsert per increment, in a fixed order of keys, and proved against the increments."""

from typing import Any
from uuid import UUID

from django.db import connection

from operations.codes import Dimension
from operations.models.increment import Increment

_ADD = """
    INSERT INTO operations_tally AS t (operation_id, agency_id, dimension, value, category, currency, status, quantity)
    VALUES {rows}
    ON CONFLICT (operation_id, dimension, agency_id, value, category, currency, status)
    DO UPDATE SET quantity = t.quantity + EXCLUDED.quantity"""
# Anew from what nobody can change: each increment less its reversals, under its latest mark.
_WRONG = """
    WITH standing AS (
        SELECT i.*, i.quantity - coalesce((
            SELECT sum(r.quantity) FROM operations_increment r WHERE r.reverses_id = i.id), 0) AS net,
            coalesce((SELECT m.status FROM operations_mark m WHERE m.increment_id = i.id
                      ORDER BY m.number DESC LIMIT 1), 'reported') AS status
        FROM operations_increment i WHERE i.operation_id = %s AND i.reverses_id IS NULL),
    keyed AS (
        SELECT agency_id, k.dimension, k.value, category, currency, status, net
        FROM standing, LATERAL (VALUES ('total', ''), ('day', day::text), ('nationality', nationality),
                                ('site', coalesce(site_id::text, ''))) AS k (dimension, value)
        WHERE k.dimension = 'total' OR k.value <> ''),
    right_sums AS (
        SELECT agency_id, dimension, value, category, currency, status, sum(net) AS quantity
        FROM keyed GROUP BY 1, 2, 3, 4, 5, 6),
    kept AS (SELECT * FROM operations_tally WHERE operation_id = %s)
    SELECT dimension, value, category, status, coalesce(k.quantity, 0), coalesce(r.quantity, 0)
    FROM right_sums r FULL JOIN kept k USING (agency_id, dimension, value, category, currency, status)
    WHERE coalesce(k.quantity, 0) <> coalesce(r.quantity, 0)
    ORDER BY 1, 2, 3, 4"""
_STRAY = """
    SELECT count(*) FROM operations_standing s JOIN operations_increment i ON i.id = s.increment_id
    WHERE s.operation_id = %s AND (
        s.net <> i.quantity - coalesce((
            SELECT sum(r.quantity) FROM operations_increment r WHERE r.reverses_id = i.id), 0)
        OR s.status <> coalesce((SELECT m.status FROM operations_mark m WHERE m.increment_id = i.id
                                 ORDER BY m.number DESC LIMIT 1), 'reported'))"""


def add(increment: Increment, *moves: tuple[str, int]) -> None:
    """Add to the sums of an increment's keys: (status, quantity) each; runs in the verb's transaction.

    Taking away comes as its own row of the same key with a quantity below zero, which must be there already.
    """
    keys = sorted({(Dimension.TOTAL.value, ""), (Dimension.DAY.value, increment.day.isoformat()), *_where(increment)})
    head, tail = [increment.operation_id, increment.agency_id], [increment.category, increment.currency]
    rows = [(*head, *key, *tail, status, quantity) for key in keys for status, quantity in moves if quantity > 0]
    if rows:
        _upsert(rows)
    taken = [(key, status, -quantity) for key in keys for status, quantity in moves if quantity < 0]
    with connection.cursor() as cursor:
        for key, status, quantity in taken:
            cursor.execute(_TAKE, [quantity, *head, *key, *tail, status])


_TAKE = """
    UPDATE operations_tally SET quantity = quantity - %s
    WHERE operation_id = %s AND agency_id = %s AND dimension = %s AND value = %s AND category = %s AND currency = %s
      AND status = %s"""


def _where(increment: Increment) -> list[tuple[str, str]]:
    found = []
    if increment.nationality:
        found.append((Dimension.NATIONALITY.value, increment.nationality))
    if increment.site_id:
        found.append((Dimension.SITE.value, str(increment.site_id)))
    return found


def _upsert(rows: list[tuple[Any, ...]]) -> None:
    places = ", ".join(["(%s, %s, %s, %s, %s, %s, %s, %s)"] * len(rows))
    with connection.cursor() as cursor:
        cursor.execute(_ADD.format(rows=places), [value for row in rows for value in row])


def wrong(operation: UUID) -> list[tuple[str, str, str, str, int, int]]:
    """The sums that are not those of the increments: (dimension, value, category, status, kept, right)."""
    with connection.cursor() as cursor:
        cursor.execute(_WRONG, [operation, operation])
        return list(cursor.fetchall())


def stray(operation: UUID) -> int:
    """How many increments are held to stand otherwise than their reversals and marks say."""
    with connection.cursor() as cursor:
        cursor.execute(_STRAY, [operation])
        return int(cursor.fetchone()[0])
