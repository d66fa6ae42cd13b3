"""How long there is, or how late it is, in words, with a tone that also has an icon."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True)
class Clock:
    """`code` is a chip's: danger (overdue), warn (soon), neutral, wait; `words` say it without colour."""

    code: str
    words: str


def until(due: datetime, *, soon: timedelta) -> Clock:
    """How long there is until a moment, or how long it has passed; `soon` is when it begins to ask for attention."""
    left = due - timezone.now()
    if left < timedelta(0):
        return Clock("danger", _("%(time)s overdue") % {"time": span(-left)})
    return Clock("warn" if left <= soon else "neutral", _("Due in %(time)s") % {"time": span(left)})


def paused() -> Clock:
    """The clock of something that was asked back."""
    return Clock("wait", _("Paused: asked back"))


def span(time: timedelta) -> str:
    """A length of time in its largest whole unit: minutes (one at least), hours up to two days, days."""
    if time < HOUR:
        minutes = max(1, int(time.total_seconds() // 60))
        return ngettext("%(n)s minute", "%(n)s minutes", minutes) % {"n": minutes}
    if time < 2 * DAY:
        hours = int(time.total_seconds() // 3600)
        return ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": hours}
    return ngettext("%(n)s day", "%(n)s days", time.days) % {"n": time.days}
