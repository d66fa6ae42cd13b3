"""How soon a person is mailed: their pace for the kind, their daily hour, their quiet hours, by the clock there.

What concerns a desk finds whoever is on duty there first: they hear of it at once, whatever the hour, and their
colleagues in the daily mail. Where nobody is on duty everybody at the desk hears at their own pace.
"""

from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from operator import attrgetter
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models.functions import Now

from agencies.duty.models import Kind as Turning
from agencies.duty.models import Turn
from agencies.models import Membership, Role
from coordination_center.zones import zone_of
from notifications.codes import Kind, Pace
from notifications.models import Preference, Rhythm

# What waits for an answer is mailed at once, what one only follows once a day. Who does not sit at a desk hears daily.
DEFAULTS: dict[str, Pace] = dict.fromkeys(Kind.values, Pace.AT_ONCE) | {
    Kind.CASE: Pace.DAILY,
    Kind.CHANGE: Pace.DAILY,
    Kind.UNDELIVERED: Pace.DAILY,
}
BY_ROLE: dict[str, dict[str, Pace]] = {
    Role.ADMIN: {Kind.DUTY: Pace.AT_ONCE},
    Role.ANALYST: {Kind.HIT: Pace.DAILY},
}
DAILY_AT = time(8)


@dataclass(frozen=True)
class Paces:
    """What these people chose, and who is on duty or on leave: three queries, however many they are."""

    chosen: dict[tuple[UUID, str], str] = field(default_factory=dict)
    rhythms: dict[UUID, Rhythm] = field(default_factory=dict)
    away: dict[tuple[UUID, UUID], datetime] = field(default_factory=dict)  # by person and agency, until when
    on_duty: dict[UUID, set[UUID]] = field(default_factory=dict)  # by agency, where anybody is

    @classmethod
    def of(cls, people: Iterable[Membership]) -> "Paces":
        """The choices, duties and leaves of these members, and who else is on duty at their desks."""
        ids, agencies = {one.person_id for one in people}, {one.agency_id for one in people}
        rows = Preference.objects.filter(person__in=ids).values_list("person_id", "kind", "pace")
        chosen = {(person, kind): pace for person, kind, pace in rows}
        rhythms = {rhythm.person_id: rhythm for rhythm in Rhythm.objects.filter(person__in=ids)}
        turns = list(Turn.objects.filter(agency__in=agencies, struck_at=None, starts_at__lte=Now(), ends_at__gt=Now()))
        away = {(turn.person_id, turn.agency_id): turn.ends_at for turn in sorted(turns, key=attrgetter("ends_at"))
                if turn.kind == Turning.LEAVE}  # fmt: skip
        return cls(chosen, rhythms, away, _staffed(turns, away))

    def pace(self, one: Membership, kind: str, *, desk: bool) -> str:
        """The pace of this kind for this person; `desk`: it concerns the desk, whoever of it deals with it."""
        own = self.chosen.get((one.person_id, kind))
        if own or not (desk and self.on_duty.get(one.agency_id)):
            return own or default(one.roles, kind)
        return Pace.AT_ONCE if self._on_duty(one) else Pace.DAILY

    def when(self, one: Membership, pace: str, now: datetime, *, urgent: bool) -> datetime:
        """When the mail is due: now, unless it is the daily one, it is quiet there, or the person is on leave."""
        if urgent or (pace == Pace.AT_ONCE and self._on_duty(one)):
            return now
        zone, rhythm = zone_of(one.agency.country), self.rhythms.get(one.person_id)
        since = max(now, self.away.get((one.person_id, one.agency_id), now))
        if pace == Pace.DAILY:
            return next_at(rhythm.daily_at if rhythm else DAILY_AT, since, zone)
        return after_quiet(rhythm, since, zone)

    def _on_duty(self, one: Membership) -> bool:
        return one.person_id in self.on_duty.get(one.agency_id, ())


def _staffed(turns: Iterable[Turn], away: Container[tuple[UUID, UUID]]) -> dict[UUID, set[UUID]]:
    """Who is on duty and not on leave, by agency."""
    found: dict[UUID, set[UUID]] = {}
    for turn in turns:
        if turn.kind == Turning.DUTY and (turn.person_id, turn.agency_id) not in away:
            found.setdefault(turn.agency_id, set()).add(turn.person_id)
    return found


def default(roles: Iterable[str], kind: str) -> Pace:
    """The pace where a person chose none: the quickest that any of their roles asks for."""
    kept = [BY_ROLE.get(role, {}).get(kind, DEFAULTS[kind]) for role in roles]
    return Pace.AT_ONCE if Pace.AT_ONCE in kept else Pace.DAILY


def next_at(hour: time, now: datetime, zone: ZoneInfo) -> datetime:
    """The next time the clock there shows `hour`."""
    there = now.astimezone(zone)
    today = there.replace(hour=hour.hour, minute=hour.minute, second=0, microsecond=0)
    return today if today > there else today + timedelta(days=1)


def after_quiet(rhythm: Rhythm | None, now: datetime, zone: ZoneInfo) -> datetime:
    """Now, or the end of the quiet hours it falls into; quiet hours may run over midnight."""
    if rhythm is None or rhythm.quiet_from is None or rhythm.quiet_until is None:
        return now
    start, end, there = rhythm.quiet_from, rhythm.quiet_until, now.astimezone(zone).time()
    quiet = start <= there < end if start < end else there >= start or there < end
    return next_at(end, now, zone) if quiet else now
