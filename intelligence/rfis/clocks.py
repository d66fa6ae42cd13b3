"""The clock of one addressee: when an answer is due, what a pause does to it, and how it reads."""

import math
from datetime import UTC, datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.plan.clocks import Clock
from coordination_center.working_time import DAY, Urgency, after_working_hours, due_at, is_working_day
from coordination_center.zones import zone_of
from intelligence.rfis.codes import STILL_OPEN

HOUR = timedelta(hours=1)
SOON = {Urgency.ROUTINE: timedelta(hours=24), Urgency.URGENT: timedelta(hours=2), Urgency.THREAT_TO_LIFE: HOUR}


def started(urgency: str, at: datetime, *, country: str) -> tuple[datetime, datetime]:
    """(due, expires) of a request that reaches an agency of `country` at `at`."""
    due = due_at(urgency, at, country=country)
    return due, due + STILL_OPEN[Urgency(urgency)]


def resumed(urgency: str, due: datetime, *, paused: datetime, at: datetime, country: str) -> tuple[datetime, datetime]:
    """(due, expires) of a clock that stood still from `paused` to `at`.

    Of a routine clock, which runs by working hours, what was left is given again in whole working hours.
    """
    if urgency == Urgency.ROUTINE and due > paused:
        due = after_working_hours(at, math.ceil(_working(paused, due, country) / HOUR), country=country)
    else:
        due += at - paused
    return due, due + STILL_OPEN[Urgency(urgency)]


def _working(since: datetime, until: datetime, country: str) -> timedelta:
    """The working time of a country between two moments."""
    zone, total, moment = zone_of(country), timedelta(0), since
    while moment < until:
        day = moment.astimezone(zone).date()
        end = min(until, datetime.combine(day + DAY, time.min, tzinfo=zone).astimezone(UTC))
        total += end - moment if is_working_day(day, country=country) else timedelta(0)
        moment = end
    return total


def clock_of(urgency: str, due: datetime, *, paused: bool) -> Clock:
    """The clock of a request that is still open."""
    if paused:
        return Clock("wait", _("Paused: asked back"))
    left = due - timezone.now()
    if left < timedelta(0):
        return Clock("danger", _("%(time)s overdue") % {"time": _long(-left)})
    return Clock("warn" if left <= SOON[Urgency(urgency)] else "neutral", _("Due in %(time)s") % {"time": _long(left)})


def _long(span: timedelta) -> str:
    """A length of time in its largest whole unit."""
    minutes = int(span.total_seconds() // 60)
    if minutes < 60:
        return ngettext("%(n)s minute", "%(n)s minutes", minutes) % {"n": minutes}
    if minutes < 48 * 60:
        return ngettext("%(n)s hour", "%(n)s hours", minutes // 60) % {"n": minutes // 60}
    return ngettext("%(n)s day", "%(n)s days", minutes // 1440) % {"n": minutes // 1440}


def in_words(span: timedelta | None) -> str:
    """A length of time in words; a dash for None."""
    if span is None:
        return "–"
    return _("under a minute") if span < timedelta(minutes=1) else _long(span)
