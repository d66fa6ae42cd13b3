"""The clocks of a release: the answer that is owed, and the second look after a threat to life."""

from datetime import datetime, timedelta
from typing import Any

from coordination_center import clocks
from coordination_center.clocks import Clock
from intelligence.releases.codes import State

SOON = timedelta(hours=4)


def clock_of(release: Any) -> Clock | None:
    """The clock of a request that waits for an answer; None where none runs."""
    if release.state == State.ASKED_BACK:
        return clocks.paused()
    if release.state != State.REQUESTED or release.due_at is None:
        return None
    return until(release.due_at)


def until(due: datetime) -> Clock:
    """How long there is until a moment of a release, or how long it has passed."""
    return clocks.until(due, soon=SOON)
