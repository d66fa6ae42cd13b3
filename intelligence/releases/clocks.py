"""How long an answer has, in words, with a tone that also has an icon."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.plan.clocks import Clock
from intelligence.releases.codes import State

SOON = timedelta(hours=4)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def clock_of(release: Any) -> Clock | None:
    """The clock of a request that waits for an answer; None where none runs."""
    if release.state == State.ASKED_BACK:
        return Clock("neutral", _("The clock stands still"))
    if release.state != State.REQUESTED or release.due_at is None:
        return None
    return until(release.due_at)


def until(due: datetime) -> Clock:
    """How long there is until a moment, or how long it has passed."""
    left = due - timezone.now()
    if left < timedelta(0):
        return Clock("danger", _("Late by %(time)s") % {"time": span(-left)})
    return Clock("warn" if left < SOON else "neutral", _("%(time)s left") % {"time": span(left)})


def span(time: timedelta) -> str:
    """A length of time by its largest unit: minutes, hours, or days."""
    if time < HOUR:
        minutes = max(1, int(time.total_seconds() // 60))
        return ngettext("%(n)s minute", "%(n)s minutes", minutes) % {"n": minutes}
    if time < 3 * DAY:
        hours = int(time.total_seconds() // 3600)
        return ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": hours}
    return ngettext("%(n)s day", "%(n)s days", time.days) % {"n": time.days}
