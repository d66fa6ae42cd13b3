"""The clocks that run on what the viewer's agency has to do, of what the viewer may see; what ends first on top."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models.functions import Now
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from access import registry
from access.viewer import Viewer
from notifications.codes import Stage
from notifications.deadlines import CLOCKS, Clock
from notifications.things import address, titled

MOST = 100
AHEAD = timedelta(days=60)  # what ends later is not yet to be done
WORDS: dict[str, str | Promise] = {
    "release": _("Release to decide"),
    "release_urgent": _("Release to decide"),
    "release_threat": _("Release to decide: threat to life"),
    "second_look": _("Second look at a release"),
    "rfi": _("Request for information to answer"),
    "rfi_urgent": _("Request for information to answer"),
    "rfi_threat": _("Request for information: threat to life"),
    "hit": _("Hit to answer"),
    "alert": _("Urgent alert to acknowledge"),
    "alert_review": _("Urgent alert to review"),
    "action": _("Item of an action plan"),
    "warrant": _("Warrant to renew"),
    "warrant_answer": _("Warrant to answer"),
}


@dataclass(frozen=True)
class Running:
    """One clock. `tone` is a chip's code; `stage` how far it has pressed, None while it only runs."""

    what: str
    title: str
    url: str
    ends: datetime
    urgent: bool
    stage: Stage | None

    @property
    def tone(self) -> str:
        return "wait" if self.stage is None else "warn" if self.stage == Stage.WARNED else "danger"


def running(viewer: Viewer) -> list[Running]:
    """At most `MOST` clocks, by their end."""
    found = [one for clock in CLOCKS.values() for one in _of(viewer, clock)]
    return sorted(found, key=lambda one: one.ends)[:MOST]


def _of(viewer: Viewer, clock: Clock) -> list[Running]:
    rows = (
        clock.rows()
        .visible_to(viewer)  # type: ignore[attr-defined]
        .filter(**{clock.agency: viewer.agency_id}, ends__lt=Now() + AHEAD)
        .order_by("ends", "pk")
    )
    child = registry.child_of(rows.model)
    found = {row.pk: row for row in (rows.select_related(child.path) if child else rows)[:MOST]}
    titles = _titles(viewer, clock, found)
    return [_line(clock, row, titles.get(row.pk, "")) for row in found.values()]


def _titles(viewer: Viewer, clock: Clock, rows: dict[Any, Any]) -> dict[Any, str]:
    kind = "hit" if clock.name == "hit" else "release" if clock.name.startswith(("release", "second")) else ""
    if kind:
        return titled(viewer, kind, rows)
    return {pk: str(registry.root_of(row)) if clock.name.startswith("rfi") else str(row) for pk, row in rows.items()}


def _line(clock: Clock, row: Any, title: str) -> Running:
    stage = clock.pressing.reached(timezone.now() - row.ends)
    return Running(str(WORDS[clock.name]), title, address(row), row.ends, clock.urgent, stage)
