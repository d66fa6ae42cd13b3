"""What the acting agency owes and what it asked, of all that has a clock: in one place, what is due first on top."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from access.policy import rule_for
from access.viewer import Viewer
from coordination_center.clocks import Clock
from intelligence.hits.desk import clock_of as clock_of_hit
from intelligence.hits.reading import contacts_by_id, open_hits
from intelligence.hits.times import Told, told
from intelligence.releases.clocks import until
from intelligence.releases.codes import State
from intelligence.releases.models import Release
from intelligence.releases.reading import lines, waits_for
from intelligence.rfis.clocks import clock_of as clock_of_rfi
from intelligence.rfis.reading import AWAITED
from intelligence.rfis.reading import told as told_of_rfis

MOST = 50  # of each kind


@dataclass(frozen=True)
class Item:
    """One thing that waits: on whom, what it is, where it is done, until when. `ours`: the next step is our own."""

    kind: str
    title: str
    agency: str
    url: str
    clock: tuple[str, str] = ("", "")
    due: datetime | None = None
    ours: bool = False


@dataclass(frozen=True)
class Queue:
    """What the acting agency owes, and what it asked and waits for."""

    owed: list[Item]
    asked: list[Item]


def queue_of(viewer: Viewer) -> Queue:
    """Of what this viewer sees, as far as its role does or follows it: at most `MOST` of each kind."""
    owed = [*_rfis_owed(viewer), *_releases_owed(viewer), *_hits_owed(viewer)]
    asked = [*_rfis_asked(viewer), *_releases_asked(viewer), *_hits_asked(viewer)]
    return Queue(_by_due(owed), _by_due(asked))


def _by_due(items: Iterable[Item]) -> list[Item]:
    """What needs our next step and has no clock stands before what runs against others."""
    return sorted(items, key=lambda item: (item.due is None and not item.ours, item.due.timestamp() if item.due else 0))


def _pair(clock: Clock | None) -> tuple[str, str]:
    return (clock.code, clock.words) if clock else ("", "")


# --- requests for information ---
def _rfi(line: Any, agency: str, *, ours: bool) -> Item:
    paused = line.paused_at is not None
    clock = clock_of_rfi(line.rfi.urgency, line.due_at, paused=paused)
    title = Truncator(line.rfi.question).chars(120)
    due = None if paused else line.due_at
    return Item("rfi", title, agency, line.get_absolute_url(), _pair(clock), due, ours)


def _awaited(viewer: Viewer, **mine: Any) -> Any:
    rows: Any = told_of_rfis()
    return rows.visible_to(viewer).filter(AWAITED, **mine).order_by("due_at", "pk")[:MOST]


def _rfis_owed(viewer: Viewer) -> Iterator[Item]:
    for line in _awaited(viewer, agency=viewer.agency):
        yield _rfi(line, line.rfi.originator.name, ours=line.paused_at is None)


def _rfis_asked(viewer: Viewer) -> Iterator[Item]:
    for line in _awaited(viewer, rfi__originator=viewer.agency):
        yield _rfi(line, line.agency.name, ours=line.paused_at is not None)


# --- releases ---
def _releases_owed(viewer: Viewer) -> Iterator[Item]:
    """Requests to decide, approvals to confirm and second looks, for who decides; offers and recalls of others."""
    waits = waits_for(viewer)
    if rule_for("release.decide").roles & viewer.roles:
        for release in [*waits.to_decide, *waits.to_look]:
            yield _release(release, release.asker.name, release.look_due_at or release.due_at)
    for release in waits.to_follow:
        if release.state != State.ASKED_BACK:  # that is a step of what we asked
            yield _release(release, release.owner.name, None)


def _release(release: Release, agency: str, due: datetime | None, *, ours: bool = True) -> Item:
    clock = _pair(until(due)) if due else ("", "")
    title = release.purpose or release.reference
    kind = {State.OFFERED: "offer", State.RECALLED: "recall"}.get(State(release.state), "release")
    return Item(kind, Truncator(title).chars(120), agency, release.get_absolute_url(), clock, due, ours)


def _releases_asked(viewer: Viewer) -> Iterator[Item]:
    rows: Any = lines().filter(
        originator=F("asker"), asker=viewer.agency, state__in=[State.REQUESTED, State.ASKED_BACK]
    )
    for release in rows.visible_to(viewer).order_by("due_at", "pk")[:MOST]:
        if release.state == State.REQUESTED:
            yield _release(release, release.owner.name, release.due_at, ours=False)
        else:
            item = _release(release, release.owner.name, None)
            yield Item(item.kind, item.title, item.agency, item.url, ("wait", _("Paused: asked back")), None, ours=True)


# --- hits ---
def _hits_owed(viewer: Viewer) -> Iterator[Item]:
    for line in open_hits(viewer, most=MOST):
        hit = line.hit
        yield Item(
            "hit", line.label, hit.asker_agency.name, hit.get_absolute_url(), clock_of_hit(line), hit.due_at, True
        )


def _hits_asked(viewer: Viewer) -> Iterator[Item]:
    """Answers to standing queries that are news, and contacts of the viewer's own questions that have not answered."""
    waiting = [one for one in told(viewer) if one.is_news or one.answered_at is None][: 2 * MOST]
    known = contacts_by_id({one.agency for one in waiting})
    for one in waiting:
        if one.agency in known:
            yield _contact(one, known[one.agency].name)


def _contact(one: Told, agency: str) -> Item:
    url = one.asked.get_absolute_url()
    if one.is_news:
        return Item("standing", one.title, agency, url, ("ok", _("Hit")), None, ours=True)
    return Item("contact", one.title, agency, url, _pair(until(one.due_at)), one.due_at)
