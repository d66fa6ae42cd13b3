"""Requests for a release upon a hit: the originator's desk finds the hit and its report without looking for them."""

from typing import Any
from uuid import UUID

from access.viewer import Viewer
from agencies.models import Agency
from intelligence.hits.answering import answered, refuse
from intelligence.hits.codes import State
from intelligence.hits.models import Hit, Query
from intelligence.hits.reading import lines_of
from intelligence.hits.report_subjects import NOUN, standing
from intelligence.releases.upon_hits import Hits, Met, register_hits

WHY = "the asker is not told what its question met"


def declare() -> None:
    """Tell the release ledger what a hit is."""
    register_hits(Hits(named, meant, met, decided))


def named(by: Viewer, owner: Agency, question: UUID) -> bool:
    """Whether this is the viewer's own question, and it was answered with this agency."""
    asked = Query.own(by).filter(pk=question).first()
    return asked is not None and str(owner.pk) in asked.content["contacts"]


def meant(owner: Agency, question: UUID) -> list[UUID]:
    """The owner's validated reports with a subject that the question met, of those by which the owner was named."""
    rows = Hit.objects.unscoped(WHY).filter(agency=owner, source=question, noun=NOUN, told=True)
    stand = standing(rows.values_list("record", flat=True))
    return sorted({one.root for one in stand if one.originator == owner.pk})


def met(viewer: Viewer, release: Any) -> list[Met]:
    """The hits behind a request, as far as this officer of its owner sees the records."""
    if viewer.agency_id != release.owner_id:
        return []
    return [Met(line.label, line.hit.get_absolute_url()) for line in lines_of(viewer, release.hit_id)]


def decided(release: Any, by: Viewer, given: bool) -> None:
    """Close the open hits that were decided with it: on the report that was released; all of them upon a refusal."""
    waiting = Hit.objects.visible_to(by).filter(agency=release.owner_id, source=release.hit_id, state=State.OPEN)
    for hit in waiting:
        if not given:
            refuse(hit, by=by, reason=release.reason[:500])
        elif hit.noun == NOUN and any(one.root == release.report_id for one in standing([hit.record])):
            answered(hit, by=by, how="release", ref=release.pk)
