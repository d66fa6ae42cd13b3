"""What of the release ledger waits on the desk."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from access.policy import rule_for
from access.viewer import Viewer
from cases.waiting import Waiting
from coordination_center.clocks import Clock
from intelligence.releases.clocks import clock_of, until
from intelligence.releases.codes import State
from intelligence.releases.models import Release
from intelligence.releases.reading import waits_for

FEW = 5


def waiting(viewer: Viewer) -> Iterator[Waiting]:
    """Requests to decide, second looks, and what one's own requests and offers wait for; the most pressing first."""
    waits = waits_for(viewer)
    if rule_for("release.decide").roles & viewer.roles:
        yield from (_to_decide(release) for release in waits.to_decide[:FEW])
        yield from (_to_look(release) for release in waits.to_look[:FEW])
    yield from (_to_follow(release) for release in waits.to_follow[:FEW])


def _to_decide(release: Release) -> Waiting:
    second = release.awaits_confirmation
    title = _("A release waits for a second officer") if second else _("%(agency)s asks for a report")
    button = gettext_lazy("Confirm") if second else gettext_lazy("Decide")
    return _line(release, title % {"agency": release.asker}, release.purpose, button, clock_of(release), release.due_at)


def _to_look(release: Release) -> Waiting:
    title = _("Released for a threat to life: look at it a second time")
    assert release.look_due_at is not None  # noqa: S101 - that is what was asked for
    return _line(release, title, release.purpose, gettext_lazy("Look"), until(release.look_due_at), release.look_due_at)


def _to_follow(release: Release) -> Waiting:
    title, button = {
        State.ASKED_BACK: (_("%(agency)s asks back"), gettext_lazy("Reply")),
        State.OFFERED: (_("%(agency)s offers a report"), gettext_lazy("Answer")),
        State.RECALLED: (_("%(agency)s has recalled a report"), gettext_lazy("Acknowledge")),
    }[State(release.state)]
    return _line(release, title % {"agency": release.owner}, release.reference, button, None)


def _line(
    release: Release, title: str, says: str, button: str | Promise, clock: Clock | None, due: datetime | None = None
) -> Waiting:
    shown = (clock.code, clock.words) if clock else ("", "")
    return Waiting(title, release.get_absolute_url(), says, button, shown, due)
