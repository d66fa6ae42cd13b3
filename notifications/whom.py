"""Working out, at this moment and through `access`, whom an event tells."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from access import policy, registry
from access.audience import about, audience, seeing
from agencies.models import Membership
from audit.models import Event, Led
from notifications.codes import Kind
from notifications.models import Watch
from notifications.tellings import Telling, tellings_of
from notifications.things import OPEN, knows, models_by_type

DISCREET = frozenset({"report", "release"})
ON_THE_COVER = frozenset({"report.marked", "report.superseded", "report.withdrawn"})  # all who hold it see these


@dataclass(frozen=True)
class Told:
    """One person to be told, as a member of one agency."""

    membership: Membership
    kind: Kind
    urgent: bool
    desk: bool


def whom(event: Event) -> list[Told]:
    """Everybody to tell, each once, the most urgent reason first; nobody of an event without record or telling."""
    model = models_by_type().get(event.object_type)
    lines, watches = tellings_of(event), _watches(event)
    if model is None or not (lines or watches):
        return []
    row = about(model, event.object_id)
    if row is None:
        return []
    found = [told for line in lines for told in _by_telling(line, event, row)]
    found += _watching(watches, event, row)
    return _each_once(found, event, watches)


def _by_telling(line: Telling, event: Event, row: Any) -> Iterable[Told]:
    agencies, persons = line.to(event, row), line.persons(row)
    is_open = _is_protected(row) or event.object_type in OPEN  # then grants and roles have said it already
    for one in _able(line, event, row):
        there = agencies is None or one.agency_id in agencies
        meant = there and (line.roles & set(one.roles) or one.person_id in persons)
        if meant and (is_open or knows(one.person, one.agency, event.object_type, row.pk)):
            yield Told(one, line.kind, line.urgent(row), line.desk)


def _able(line: Telling, event: Event, row: Any) -> Iterable[Membership]:
    """The memberships that may do this on the row: on protected records by their grants, on others by their role."""
    if _is_protected(row):
        return audience(line.action or seeing(row), row)
    roles = policy.rule_for(line.action).roles if line.action else policy.READERS
    live = Membership.objects.live().filter(roles__overlap=sorted(roles))
    live = live.filter(agency__in=line.to(event, row) or [])
    return live.select_related("person", "agency").order_by("person_id", "position")


def _is_protected(row: Any) -> bool:
    return registry.child_of(type(row)) is not None or any(type(row) is root.model for root in registry.aggregates())


# --- those who watch, and those who mute  ---
def _watches(event: Event) -> list[Watch]:
    if event.led == Led.CONSULTATION or event.root_id is None:
        return []
    return list(Watch.objects.filter(root_id=event.root_id).select_related("person", "agency"))


def _watching(watches: list[Watch], event: Event, row: Any) -> Iterable[Told]:
    """Those who watch the record and may know of the very row: a restricted one tells nobody else."""
    for watch in watches:
        if watch.muted:
            continue
        one = Membership.objects.live().filter(person=watch.person_id, agency=watch.agency_id).first()
        if one is not None and _may_know(one, row, event):
            yield Told(one, Kind.CHANGE, urgent=False, desk=False)


def _may_know(one: Membership, row: Any, event: Event) -> bool:
    child = registry.child_of(type(row))
    if not _concerns(one, event):
        return False
    return (child is None or child.in_log) and knows(one.person, one.agency, event.object_type, row.pk)


def _concerns(one: Membership, event: Event) -> bool:
    """Of a report or a release one side does things that the other must not learn of: that a withheld piece changed,
    which report a request met, that the first of two officers approved. Those tell the sides that they name."""
    if event.root_type not in DISCREET or event.verb in ON_THE_COVER:
        return True
    return one.agency_id in (event.agency, event.owner, *event.recipients)


def _each_once(found: list[Told], event: Event, watches: list[Watch]) -> list[Told]:
    """One for each person: what is urgent before what is not, the table before a watch; never whoever did it."""
    muted = {(watch.person_id, watch.agency_id) for watch in watches if watch.muted}
    chosen: dict[UUID, Told] = {}
    for told in sorted(found, key=lambda told: not told.urgent):
        key = (told.membership.person_id, told.membership.agency_id)
        if told.membership.person_id != event.actor and (told.urgent or key not in muted):
            chosen.setdefault(told.membership.person_id, told)
    return list(chosen.values())
