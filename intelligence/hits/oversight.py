"""What oversight reads of questions: who asked how much, and whether it was too much; never what was asked.

Overseers read their own agency's people by name; those of a coordination centre also the others, by agency.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.db.models.functions import Now

from access.viewer import Viewer
from agencies.models import Agency, Person
from audit.models import Event
from coordination_center.errors import Unseen
from intelligence.hits.models import Alarm, Canary, Query

BACK = timedelta(days=30)
HOUR = timedelta(hours=1)
MANY = 15  # questions within an hour that are worth a look
MOST_LINES, MOST_EVENTS = 200, 50_000


@dataclass(frozen=True)
class Pattern:
    """One person's questions of thirty days. `person` is empty for people of other agencies."""

    person: str
    agency: str
    asked: int
    hits: int
    refused: int
    busiest: int  # questions within one hour
    last: Any

    @property
    def unusual(self) -> bool:
        return self.busiest >= MANY or self.refused > 0


def patterns(viewer: Viewer) -> list[Pattern]:
    """The people whose questions this overseer oversees, those worth a look first."""
    rows = _in_sight(viewer, Query.objects.filter(at__gt=Now() - BACK), "agency_id")
    asked: dict[tuple[UUID, UUID], list[tuple[Any, bool]]] = defaultdict(list)
    for person, agency, at, hit in rows.order_by("at").values_list("person_id", "agency_id", "at", "hit")[:MOST_EVENTS]:
        asked[person, agency].append((at, hit))
    refused = _refused(viewer)
    agencies = dict(Agency.objects.values_list("pk", "name"))
    own = {person for person, agency in {*asked, *refused} if agency == viewer.agency_id}
    people = dict(Person.objects.filter(pk__in=own).values_list("pk", "name"))
    lines = [
        Pattern(
            person=people.get(person, "") if agency == viewer.agency_id else "",
            agency=agencies.get(agency, ""),
            asked=len(asked[person, agency]),
            hits=sum(hit for _at, hit in asked[person, agency]),
            refused=refused[person, agency],
            busiest=busiest([at for at, _hit in asked[person, agency]]),
            last=asked[person, agency][-1][0] if asked[person, agency] else None,
        )
        for person, agency in sorted({*asked, *refused})
    ]
    return sorted(lines, key=lambda one: (-one.unusual, -one.busiest, -one.asked))[:MOST_LINES]


def busiest(times: list[Any]) -> int:
    """The most questions within any one hour; `times` in their order."""
    most = first = 0
    for n, at in enumerate(times):
        while at - times[first] > HOUR:
            first += 1
        most = max(most, n - first + 1)
    return most


def _refused(viewer: Viewer) -> Counter[tuple[UUID, UUID]]:
    events = _in_sight(viewer, Event.objects.filter(verb="hit.over_quota", at__gt=Now() - BACK), "agency")
    return Counter(events.values_list("actor", "agency")[:MOST_EVENTS])


def _in_sight(viewer: Viewer, rows: QuerySet[Any], field: str) -> QuerySet[Any]:
    return rows if viewer.agency.kind == Agency.Kind.CENTRE else rows.filter(**{field: viewer.agency_id})


@dataclass(frozen=True)
class Ring:
    """A canary that was found; `who` is empty for people of other agencies, `what` for canaries of others."""

    at: Any
    agency: str
    who: str
    what: str
    planted_by: str


def alarms(viewer: Viewer) -> list[Ring]:
    """Canaries that were found: the own agency's, and those that its people found. At most `MOST_LINES`."""
    rows = Alarm.objects.select_related("canary__agency", "person", "agency")
    if viewer.agency.kind != Agency.Kind.CENTRE:
        rows = rows.filter(Q(agency=viewer.agency_id) | Q(canary__agency=viewer.agency_id))
    return [_ring(viewer, row) for row in rows[:MOST_LINES]]


def _ring(viewer: Viewer, row: Alarm) -> Ring:
    own, ours = row.agency_id == viewer.agency_id, row.canary.agency_id == viewer.agency_id
    what = says(row.canary) if ours else ""
    return Ring(row.at, row.agency.name, row.person.name if own and row.person else "", what, row.canary.agency.name)


def says(canary: Canary) -> str:
    """What a canary is called, for its own agency's oversight."""
    return " · ".join([*canary.names, *(value for _kind, value, _form in canary.numbers)])


def canaries(viewer: Viewer) -> list[Canary]:
    """The standing canaries of the overseer's own agency."""
    return list(Canary.objects.filter(agency=viewer.agency_id, removed_at=None).select_related("planted_by"))


def canary_for(viewer: Viewer, pk: UUID) -> Canary:
    """One of them; `Unseen` for any other."""
    row = Canary.objects.filter(agency=viewer.agency_id, removed_at=None, pk=pk).first()
    if row is None:
        raise Unseen(object_type="canary", object_id=pk, action="log.oversee")
    return row


def sorted_names(rows: Iterable[Canary]) -> list[tuple[Canary, str]]:
    """Canaries with what they are called."""
    return [(row, says(row)) for row in rows]
