"""Which holdings are worth comparing with what is asked: those that share the most telling keys with it."""

from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from intelligence.hits.holding import Holding
from intelligence.hits.keys import PAIR, asked_keys

LOOKED_AT = 400  # holdings that share a key, ranked by what they share
COMPARED = 40  # of those, how many are compared
DOUBTFUL = 12  # of which so many share less than two parts of a name: a letter may be wrong in the other
# One look-up of the index per key, the newest holdings first, and never more than `most` of a key that many share.
NEAR = """
SELECT near.weight, h.record, h.noun, h.agency_id, h.kind, h.names, h.born, h.nationality, h.numbers, h.digest
FROM (
    SELECT k.held_id, sum(w.weight) AS weight
    FROM unnest(%(keys)s::bigint[], %(weights)s::int[], %(most)s::int[]) AS w(key, weight, most)
    CROSS JOIN LATERAL (
        SELECT held_id FROM hits_heldkey WHERE key = w.key ORDER BY held_id DESC LIMIT w.most) AS k
    GROUP BY k.held_id ORDER BY weight DESC, k.held_id DESC LIMIT %(looked_at)s
) AS near JOIN hits_held h ON h.id = near.held_id
WHERE h.agency_id <> %(own)s
ORDER BY near.weight DESC, h.id DESC LIMIT %(compared)s
"""


@dataclass(frozen=True)
class Candidate:
    """A row of the index, as it is compared."""

    record: UUID
    noun: str
    agency: UUID
    kind: str
    names: list[str]
    born: str
    nationality: list[str]
    numbers: list[str]
    digest: bytes


def candidates(asked: Holding, *, doubtful: int = DOUBTFUL) -> list[Candidate]:
    """The holdings of other agencies to compare with what is asked, the nearest first; one query, whatever is asked.

    Of those that share less than two parts of a name, the first `doubtful` are given.
    """
    wanted = asked_keys(asked)
    with connection.cursor() as cursor:
        cursor.execute(
            NEAR,
            {
                "keys": list(wanted),
                "weights": [weight for weight, _most in wanted.values()],
                "most": [most for _weight, most in wanted.values()],
                "looked_at": LOOKED_AT,
                "compared": COMPARED,
                "own": asked.agency,
            },
        )
        rows = cursor.fetchall()
    near = sum(row[0] >= PAIR for row in rows)
    return [Candidate(*(*row[1:-1], bytes(row[-1]))) for row in rows[: near + doubtful]]
