"""Who answers for a desk at a moment, and what happens when nobody does."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models.functions import Now

from access.policy import READERS
from agencies.duty.models import Kind, Turn
from agencies.models import Agency, Membership, Person
from audit.log import SYSTEM, Actor, record

NOBODY = "nobody"


class Desk(list[Person]):
    """The people who answer for a desk, by name. `how` says by what: `duty`, `deputy`, or `nobody` (then it is empty).

    An empty desk is a matter of the centre: whoever needs it calls `ring`, which tells the centre.
    """

    def __init__(self, people: list[Person], how: str) -> None:
        super().__init__(people)
        self.how = how


def on_duty(agency: Agency, at: datetime | None = None) -> Desk:
    """Who is on duty at `at` (now, by the database's clock) and not on leave; else the deputies; else nobody.

    People who left, are suspended, or have no role that reads records are not on duty whatever the roster says.
    """
    moment = at or Now()
    turns = Turn.objects.standing(agency).filter(starts_at__lte=moment, ends_at__gt=moment)
    away = turns.filter(kind=Kind.LEAVE).values("person")
    live = Membership.objects.live().filter(agency=agency, roles__overlap=[str(role) for role in READERS])
    for kind in (Kind.DUTY, Kind.DEPUTY):
        there = Person.objects.filter(pk__in=turns.filter(kind=kind).values("person")).exclude(pk__in=away)
        found = list(there.filter(pk__in=live.values("person")).order_by("name", "pk"))
        if found:
            return Desk(found, kind.value)
    return Desk([], NOBODY)


def ring(agency: Agency, *, by: Actor = SYSTEM) -> Desk:
    """Who is to be told now. With nobody there the log says so to every coordination centre, who are told by it."""
    with transaction.atomic():
        desk = on_duty(agency)
        if not desk:
            record("duty.unstaffed", by=by, on=agency.ref, recipients=centres())
    return desk


def centres() -> list[UUID]:
    """The coordination centres that are told of a desk which does not act."""
    return list(Agency.objects.filter(kind=Agency.Kind.CENTRE, suspended_at=None).values_list("pk", flat=True))
