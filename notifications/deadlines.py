"""Every clock that runs in the centre: the one table. Which records have it, who is to act, and when it presses.

Clocks of working hours have been turned into a moment by the domain that started them; a date's clock ends with its
day, at midnight UTC. A record whose clock stands (it was asked back) has none here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import DateTimeField, F, QuerySet
from django.db.models.functions import Cast, Now

from access.policy import OFFICERS, PAIR
from agencies.models import Role
from cases.alerts.models import Alert, AlertDesk
from cases.plan.codes import PENDING
from cases.plan.models import Action
from cases.warrants.codes import LIVE
from cases.warrants.codes import State as WarrantState
from cases.warrants.models import Warrant
from intelligence.hits.codes import State as HitState
from intelligence.hits.models import Hit
from intelligence.releases.codes import State as ReleaseState
from intelligence.releases.codes import Urgency
from intelligence.releases.models import Release
from intelligence.rfis.codes import OPEN
from intelligence.rfis.models import Addressee
from notifications.codes import Stage

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True)
class Pressing:
    """How long before (negative) or after its end a clock reaches each stage; a stage left out is never reached."""

    after: dict[Stage, timedelta]

    def reached(self, late: timedelta) -> Stage | None:
        """The last stage reached by a clock that ran out `late` ago (negative: has still that long to run)."""
        return max((stage for stage, after in self.after.items() if late >= after), default=None)

    @property
    def first(self) -> timedelta:
        """When the first stage is reached."""
        return min(self.after.values())


def _pressing(warned: timedelta, supervisor: timedelta, centre: timedelta | None) -> Pressing:
    after = {Stage.WARNED: -warned, Stage.OVERDUE: timedelta(0), Stage.SUPERVISOR: supervisor}
    return Pressing(after if centre is None else after | {Stage.CENTRE: centre})


IN_DAYS = _pressing(12 * HOUR, DAY, 3 * DAY)
IN_HOURS = _pressing(2 * HOUR, HOUR, 4 * HOUR)
IN_MINUTES = _pressing(HOUR / 4, HOUR / 4, HOUR / 2)
OF_A_PLAN = _pressing(2 * DAY, 3 * DAY, None)
OF_A_WARRANT = Pressing({Stage.WARNED: -30 * DAY})  # that it has expired, the warrant says itself


@dataclass(frozen=True)
class Clock:
    """One kind of clock. `rows`: the records on which it runs, each with `ends`; `agency`: whose desk is to act."""

    name: str
    rows: Callable[[], QuerySet[Any]]
    agency: str
    action: str
    pressing: Pressing
    roles: frozenset[str] = PAIR
    urgent: bool = False


WHY = "the centre writes what its clocks say"


def _releases(urgency: Urgency) -> Callable[[], QuerySet[Any]]:
    waiting = {"state": ReleaseState.REQUESTED, "urgency": urgency, "due_at__isnull": False}
    return lambda: Release.objects.unscoped(WHY).filter(**waiting).annotate(ends=F("due_at"))


def _looks() -> QuerySet[Any]:
    looks = Release.objects.unscoped(WHY).filter(look_due_at__isnull=False, state=ReleaseState.ACTIVE)
    return looks.annotate(ends=F("look_due_at"))


def _rfis(urgency: Urgency) -> Callable[[], QuerySet[Any]]:
    running = {"state__in": OPEN, "rfi__urgency": urgency, "paused_at": None, "due_at__isnull": False}
    return lambda: Addressee.objects.unscoped(WHY).filter(**running).annotate(ends=F("due_at"))


def _hits() -> QuerySet[Any]:
    return Hit.objects.unscoped(WHY).filter(state=HitState.OPEN).annotate(ends=F("due_at"))


def _day_of(field: str) -> Any:
    return Cast(field, DateTimeField()) + DAY


def _alerts() -> QuerySet[Any]:
    silent = AlertDesk.objects.unscoped(WHY).filter(acknowledged_at=None, withdrawn_at=None)
    return silent.filter(alert__closed_at=None, alert__until__gt=Now()).annotate(ends=F("due_at"))


def _alert_reviews() -> QuerySet[Any]:
    waiting = {"review_due_at__isnull": False, "reviewed_at": None, "closed_at": None, "until__gt": Now()}
    return Alert.objects.unscoped(WHY).filter(**waiting).annotate(ends=F("review_due_at"))


def _actions() -> QuerySet[Any]:
    open_ones = Action.objects.unscoped(WHY).filter(state__in=PENDING, removed_at=None, due__isnull=False)
    return open_ones.annotate(ends=_day_of("due"))


def _warrants() -> QuerySet[Any]:
    live = Warrant.objects.unscoped(WHY).filter(state__in=LIVE, removed_at=None, expires_on__isnull=False)
    return live.annotate(ends=_day_of("expires_on"))


def _answers() -> QuerySet[Any]:
    asked = Warrant.objects.unscoped(WHY).filter(state=WarrantState.TRANSMITTED, removed_at=None)
    return asked.filter(answer_due__isnull=False, addressee__isnull=False).annotate(ends=F("answer_due"))


DESK = frozenset({Role.LIAISON})
SUPERVISORS = frozenset({Role.SUPERVISOR})
CLOCKS: dict[str, Clock] = {
    clock.name: clock
    for clock in (
        Clock("release", _releases(Urgency.ROUTINE), "owner_id", "release.decide", IN_DAYS, DESK),
        Clock("release_urgent", _releases(Urgency.URGENT), "owner_id", "release.decide", IN_HOURS, DESK, urgent=True),
        Clock("release_threat", _releases(Urgency.THREAT_TO_LIFE), "owner_id", "release.decide", IN_MINUTES, DESK,
              urgent=True),
        Clock("second_look", _looks, "owner_id", "release.decide", IN_HOURS, DESK, urgent=True),
        Clock("rfi", _rfis(Urgency.ROUTINE), "agency_id", "rfi.answer", IN_DAYS),
        Clock("rfi_urgent", _rfis(Urgency.URGENT), "agency_id", "rfi.answer", IN_HOURS, urgent=True),
        Clock("rfi_threat", _rfis(Urgency.THREAT_TO_LIFE), "agency_id", "rfi.answer", IN_MINUTES, urgent=True),
        Clock("hit", _hits, "agency_id", "hit.answer", IN_DAYS, OFFICERS),
        Clock("alert", _alerts, "agency_id", "alert.acknowledge", IN_MINUTES, OFFICERS, urgent=True),
        Clock("alert_review", _alert_reviews, "originator_id", "alert.review", IN_HOURS, SUPERVISORS, urgent=True),
        Clock("action", _actions, "owner_id", "case.plan", OF_A_PLAN),
        Clock("warrant", _warrants, "agency_id", "case.warrant", OF_A_WARRANT),
        Clock("warrant_answer", _answers, "addressee_id", "case.warrant", IN_DAYS),
    )
}  # fmt: skip
