"""What is written is screened against what all others hold, and against standing queries: in the background.

Only sure matches are raised: nobody asked, so nobody waits for a doubtful one.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from uuid import UUID

from audit.models import Event, Led
from cases.models import Case
from intelligence.hits.codes import Band, Way
from intelligence.hits.holding import Holding, standing
from intelligence.hits.judging import surely_matching
from intelligence.hits.models import Held, Unscreened
from intelligence.hits.raising import Cause, raise_hit, ring
from intelligence.hits.rule import NONE, Shut, shut_between, verdict
from intelligence.hits.watching import tell_watchers
from intelligence.hits.work import work_off


def screen_due(*, most: int = 1_000) -> int:
    """Screen what waits; how many records. Safe in parallel and after a kill: a row goes with what it raised."""
    return work_off("record", _screen_of, most=most)


def _screen_of(row: Any) -> None:
    """Raise what a record matches, and take it from the queue with what was laid aside of it before."""
    mine = _as_held(row.record)
    if mine is not None and mine[0].notice != NONE:
        _screen(*mine)
        tell_watchers(*mine)
    row.delete()
    Unscreened.objects.laid_aside().filter(record=row.record).delete()


def _as_held(record: UUID) -> tuple[Holding, bytes] | None:
    """A record as it stands, with what the index compares it by, and its digest; None if it is gone."""
    held = Held.objects.filter(record=record).first()
    stands = standing([(held.noun, record)]).get(record) if held else None
    if held is None or stands is None:
        return None
    numbers = tuple((kind, form) for kind, _, form in (number.partition(":") for number in held.numbers))
    return replace(stands, names=tuple(held.names), numbers=numbers), bytes(held.digest)


def _screen(mine: Holding, digest: bytes) -> None:
    """Raise a hit on either side of every sure match, as the two owners chose.

    In one order for all workers: two that have both sides of a pair in hand must not wait for each other.
    """
    found = {one.held.record: one.held for one in surely_matching(mine)}
    stand = standing((held.noun, held.record) for held in found.values())
    for pk in sorted(one.id for one in stand.values() if one.noun == "canary"):
        ring(pk, source=mine.id, agency=mine.agency, person=_writer_of(mine), at=Case.clock())
    theirs = [one for one in stand.values() if one.root != mine.root and one.noun != "canary"]
    if not theirs:
        return
    shut = shut_between([mine.agency, *(one.agency for one in theirs)])
    pairs = (hit for one in theirs for hit in _of_pair(mine, digest, one, found[one.id].digest, shut))
    for held, cause, told in sorted(pairs, key=lambda hit: (hit[0].id, hit[1].source)):
        raise_hit(held, cause, band=Band.MATCH, told=told, at=Case.clock())


def _writer_of(mine: Holding) -> UUID | None:
    """Who of the agency wrote the record last, or what it stands in, by the log: whoever types a canary into a case of
    their own asks without a question."""
    events = Event.objects.filter(agency=mine.agency, led__in=[Led.COLLECTION, Led.ALTERATION], actor__isnull=False)
    actors = events.order_by("-at", "-id").values_list("actor", flat=True)
    return actors.filter(object_id=mine.id).first() or actors.filter(object_id=mine.root).first()


def _of_pair(
    mine: Holding, digest: bytes, other: Holding, others: bytes, shut: Shut
) -> Iterator[tuple[Holding, Cause, bool]]:
    """Each side is told by the other's consent: see `rule`. Told sides see each other; a silent one is not seen."""
    to_other, to_mine = verdict(mine, other, shut).owner, verdict(other, mine, shut).owner
    if to_other:
        yield other, _record(mine, digest), to_mine
    if to_mine:
        yield mine, _record(other, others), to_other


def _record(of: Holding, digest: bytes) -> Cause:
    return Cause(Way.SCREENING, of.id, of.agency, digest=digest, root=of.root, originator=of.originator)
