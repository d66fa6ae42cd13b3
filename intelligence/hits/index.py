"""Writing the match index, inside the verb that writes the record."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from hashlib import blake2b
from uuid import UUID

from intelligence.hits.holding import Holding
from intelligence.hits.keys import keys_of
from intelligence.hits.models import Held, HeldKey, Unscreened

_quiet: ContextVar[bool] = ContextVar("quiet", default=False)


@contextmanager
def unscreened() -> Iterator[None]:
    """What is written inside is found by those who ask, and raises no hit itself: a world that is loaded, a rebuild."""
    token = _quiet.set(True)
    try:
        yield
    finally:
        _quiet.reset(token)


def keep(holding: Holding) -> None:
    """Replace what the index knows of a record; what is new or changed about it is screened in the background."""
    digest = digest_of(holding)
    before = Held.objects.filter(record=holding.id).first()
    if before is None or bytes(before.digest) != digest:
        _write(holding, digest, before)
        if not _quiet.get():
            Unscreened.objects.create(record=holding.id)


def drop(record: UUID) -> None:
    """Forget a record."""
    Unscreened.objects.filter(record=record).delete()
    HeldKey.objects.filter(held__record=record).delete()
    Held.objects.filter(record=record).delete()


def digest_of(holding: Holding) -> bytes:
    """What tells whether a record says something new, to whom included; 16 bytes."""
    said = [holding.kind, sorted(holding.names), holding.born, sorted(holding.nationality), sorted(holding.numbers),
            holding.notice, str(holding.agency)]  # fmt: skip
    return blake2b(json.dumps(said).encode(), digest_size=16).digest()


def _write(holding: Holding, digest: bytes, before: Held | None) -> None:
    row, _made = Held.objects.update_or_create(
        record=holding.id,
        defaults={
            "noun": holding.noun,
            "agency_id": holding.agency,
            "root": holding.root,
            "kind": holding.kind,
            "names": list(holding.names),
            "born": holding.born,
            "nationality": list(holding.nationality),
            "numbers": [f"{kind}:{normal}" for kind, normal in holding.numbers],
            "digest": digest,
        },
    )
    if before is not None:
        HeldKey.objects.filter(held=row).delete()
    HeldKey.objects.bulk_create([HeldKey(key=key, held=row) for key in sorted(keys_of(holding))], ignore_conflicts=True)
