"""Why a record is open to whom, until when: read from the ledger, checked against the grants."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from access import policy, registry
from access.decide import allowed, is_shut_out, levels_on
from access.models import Exclusion
from access.registry import FOREVER
from access.viewer import viewer_for
from agencies.models import Agency, Membership, Person


@dataclass(frozen=True)
class Opening:
    """One ledger line and what it opens: to an agency, or to a named person of it."""

    agency: Agency
    person: Person | None
    level: str
    until: datetime | None
    source: str
    source_id: UUID | None
    shut_out: bool


def openings(obj: Any, *, to: Agency | None = None) -> list[Opening]:
    """Every live ledger line of a root, with whether an exclusion known `to` this agency overrides it."""
    lines = list(registry.aggregate_of(type(obj)).ledger(obj))
    agencies = Agency.objects.in_bulk({line.agency_id for line in lines})
    people = Person.objects.in_bulk({line.person_id for line in lines if line.person_id})
    shut = set(exclusions_of(obj, to=to).values_list("agency_id", "person_id"))
    return [
        Opening(
            agency=agencies[line.agency_id],
            person=people.get(line.person_id) if line.person_id else None,
            level=line.level,
            until=None if line.until == FOREVER else line.until,
            source=line.source,
            source_id=line.source_id,
            shut_out=(line.agency_id, None) in shut or (line.person_id is not None and (None, line.person_id) in shut),
        )
        for line in lines
    ]


def exclusions_of(obj: Any, *, to: Agency | None = None) -> Any:
    """Live exclusions that touch a root: its own, and those from everything its originator originates.

    The latter are the originator's own business: with `to`, they are left out for any other agency.
    """
    wide = Q() if to is not None and to.pk != obj.originator_id else Q(originator_id=obj.originator_id)
    return (
        Exclusion.objects.live()
        .filter(Q(object_id=obj.pk) | wide)
        .select_related("agency", "person", "made_by")
        .order_by("created_at", "pk")
    )


def why(person: Person, obj: Any) -> Iterator[str]:
    """Sentences that say, for each agency of the person, what opens or closes this record, and the verdict."""
    memberships = Membership.objects.live().filter(person=person).select_related("agency")
    if not memberships:
        yield f"{person.username} is in no live agency: sees nothing."
    for membership in memberships:
        yield from _for_agency(person, membership, obj)


def _for_agency(person: Person, membership: Membership, obj: Any) -> Iterator[str]:
    viewer = viewer_for(person, membership.agency)
    levels = levels_on(viewer, obj)
    yield f"Acting for {membership.agency} as {', '.join(membership.roles)}:"
    for opening in openings(obj):
        if opening.agency == membership.agency and opening.person in (None, person):
            until = opening.until.isoformat() if opening.until else "no end"
            yield f"  ledger {opening.source_id}: {opening.level} ({opening.source}), until {until}"
    if is_shut_out(viewer, obj):
        yield "  shut out by an exclusion, over any grant"
    yield f"  levels in force: {', '.join(sorted(levels)) or 'none'}"
    actions = [a for a in policy.POLICY if policy.POLICY[a].levels and allowed(viewer, a, levels)]
    yield f"  may: {', '.join(actions) or 'nothing; the record does not exist for them'}"
