"""Hits, from what matched: in the background, each once, whatever is killed in between."""

from dataclasses import dataclass
from hashlib import blake2b
from typing import Any
from uuid import UUID

from audit.log import SYSTEM, Led, record
from cases.models import Case
from coordination_center.working_time import hit_due_at
from intelligence.hits.codes import Way
from intelligence.hits.holding import Holding, standing
from intelligence.hits.models import Alarm, Canary, Held, Hit, Query
from intelligence.hits.work import work_off

WHY = "the centre raises what matched"


@dataclass(frozen=True)
class Cause:
    """What a record was matched by, as its owner will see it."""

    way: str
    source: UUID
    agency: UUID
    digest: bytes = b""
    person: UUID | None = None
    purpose: str = ""
    root: UUID | None = None
    originator: UUID | None = None


def raise_due(*, most: int = 1_000) -> int:
    """Raise the hits of queries that were answered; how many queries. Safe in parallel and after a kill."""
    return work_off("question", _raise_of, most=most)


def _raise_of(query: Any) -> None:
    """Hits and the end of the query's waiting, in the caller's transaction. In one order for all workers."""
    found = sorted((UUID(pk), noun, band, told) for noun, pk, band, told in query.found)
    stand = standing((noun, pk) for pk, noun, _band, _told in found)
    for pk, noun, band, told in found:
        if noun == "canary":
            ring(pk, source=query.pk, agency=query.agency_id, person=query.person_id, at=query.at)
        elif pk in stand:
            raise_hit(stand[pk], _asked(query), band=band, told=told, at=query.at)
    query.found, query.raised_at = [], Case.clock()
    query.save(update_fields=["found", "raised_at"])


def _asked(query: Query) -> Cause:
    return Cause(Way.QUERY, query.pk, query.agency_id, person=query.person_id, purpose=query.purpose)


def raise_hit(held: Holding, cause: Cause, *, band: str, told: bool, at: Any) -> bool:
    """One hit on a record, unless the same stands or stood already; whether it is new."""
    digest = Held.objects.filter(record=held.id).values_list("digest", flat=True).first() or b""
    hit = Hit(
        agency_id=held.agency, noun=held.noun, record=held.id, band=band, way=cause.way, source=cause.source,
        stamp=blake2b(bytes(digest) + cause.digest, digest_size=16).digest(), asker_agency_id=cause.agency,
        asker_person_id=cause.person, other_root=cause.root, other_originator=cause.originator, purpose=cause.purpose,
        told=told, at=at, due_at=hit_due_at(at),
    )  # fmt: skip
    Hit.objects.bulk_create([hit], ignore_conflicts=True)
    if not Hit.objects.unscoped(WHY).filter(pk=hit.pk).exists():
        return False
    recipients = [cause.agency] if told else []
    detail = {"way": cause.way, "band": band, "told": told, "record": held.id}
    led = Led.DISCLOSURE if told else Led.COMBINATION
    record("hit.raised", by=SYSTEM, on=hit.ref, led=led, recipients=recipients, detail=detail)
    return True


def ring(canary: UUID, *, source: UUID, agency: UUID, person: UUID | None, at: Any) -> None:
    """Tell oversight that a canary was found. Once for a source: a query, or a record that was written."""
    row = Canary.objects.filter(pk=canary, removed_at=None).first()
    if row is None:
        return
    facts = {"person_id": person, "agency_id": agency, "at": at}
    _alarm, made = Alarm.objects.get_or_create(canary=row, query=source, defaults=facts)
    if made:
        detail = {"query": source, "agency": agency}
        record("canary.found", by=SYSTEM, on=row.ref, led=Led.CONSULTATION, detail=detail)
