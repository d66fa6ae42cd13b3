"""The clock of one addressee: when an answer is due, what a pause does to it, and how it reads."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from coordination_center import clocks, working_time
from coordination_center.clocks import Clock
from coordination_center.working_time import Urgency, due_at
from intelligence.rfis.codes import STILL_OPEN

SOON = {
    Urgency.ROUTINE: timedelta(hours=24), Urgency.URGENT: timedelta(hours=2), Urgency.THREAT_TO_LIFE: timedelta(hours=1)
}  # fmt: skip


def started(urgency: str, at: datetime, *, country: str) -> tuple[datetime, datetime]:
    """(due, expires) of a request that reaches an agency of `country` at `at`."""
    due = due_at(urgency, at, country=country)
    return due, due + STILL_OPEN[Urgency(urgency)]


def resumed(urgency: str, due: datetime, *, paused: datetime, at: datetime, country: str) -> tuple[datetime, datetime]:
    """(due, expires) of a clock that stood still from `paused` to `at`."""
    due = working_time.resumed(urgency, due, paused=paused, at=at, country=country)
    return due, due + STILL_OPEN[Urgency(urgency)]


def clock_of(urgency: str, due: datetime, *, paused: bool) -> Clock:
    """The clock of a request that is still open."""
    return clocks.paused() if paused else clocks.until(due, soon=SOON[Urgency(urgency)])


def in_words(time: timedelta | None) -> str:
    """A length of time in words; a dash for None."""
    if time is None:
        return "–"
    return _("under a minute") if time < timedelta(minutes=1) else clocks.span(time)
