"""What the pages and the API read of the release ledger, always through a viewer."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Now

from access.decide import allowed, levels_on
from access.policy import ASKER, OWNER
from access.registry import FOREVER
from access.viewer import Viewer
from intelligence.releases.codes import Leave, State
from intelligence.releases.models import Decision, Message, Release
from intelligence.releases.reach import kinds_of, within_reach
from intelligence.reports.codes import Piece
from intelligence.reports.models import Report
from intelligence.reports.reading import Sheet, reports

MOST_WAITING = 50
SHOWN = {"given": frozenset({OWNER}), "asked": frozenset({ASKER})}  # what a list may be narrowed to


GIVEN = frozenset({State.OFFERED, State.ACTIVE, State.RECALLED, State.EXPIRED})


def end_of(release: Release) -> datetime | None:
    """When it ends by its terms; None for never."""
    return None if release.until == FOREVER else release.until


def told_until(release: Release) -> datetime | None:
    """The same for both sides: an end that one of two officers set, and the second has not confirmed, would tell the
    asker that there is a report."""
    return end_of(release) if release.state in GIVEN else None


@dataclass(frozen=True)
class Line:
    """A line of the ledger as one side may read it. `sheet`: the report, where the viewer may read it."""

    viewer: Viewer
    release: Release
    levels: frozenset[str]
    messages: list[Message]
    decisions: list[Decision]
    sheet: Sheet | None

    @classmethod
    def of(cls, viewer: Viewer, release: Release) -> "Line":
        """The line that the viewer sees; the owner's steps for its officers alone."""
        levels = levels_on(viewer, release)
        told = Message.objects.under(viewer, release).select_related("agency", "author")
        steps = Decision.objects.under(viewer, release).select_related("person") if OWNER in levels else []
        report = _report(viewer, release)
        sheet = Sheet.of(viewer, report, deep=False) if report else None
        return cls(viewer, release, levels, list(told), list(steps), sheet)

    @property
    def owns(self) -> bool:
        return OWNER in self.levels

    @property
    def asks(self) -> bool:
        return ASKER in self.levels

    def may(self, action: str) -> bool:
        """The policy, for the levels already read."""
        return allowed(self.viewer, action, self.levels)

    @property
    def ends(self) -> datetime | None:
        """When it ends; None for never, and for the asking side while it is not given: see `told_until`."""
        return end_of(self.release) if self.owns else told_until(self.release)

    @property
    def withheld(self) -> list[str]:
        """The pieces that the asker does not get, in words."""
        return [str(piece.label) for piece in Piece if piece in self.release.withheld]

    @property
    def leave(self) -> list[Leave]:
        """What the asker may do with it beyond reading; what is not yet confirmed is the owner's alone."""
        told = self.release.state in (State.ACTIVE, State.OFFERED) and not self.release.awaits_confirmation
        if not told and not self.owns:
            return []
        return [leave for leave in Leave if leave in self.release.leave]

    @property
    def wanted_leave(self) -> list[Leave]:
        """What the asker asked to do with it."""
        return [leave for leave in Leave if leave in self.release.wanted_leave]


def lines() -> QuerySet[Release]:
    """Lines with what they show, to be scoped by the caller."""
    return Release.objects.select_related("owner", "asker", "person", "begun_by", "first_by")


@dataclass(frozen=True)
class Waits:
    """What waits for the viewer: to decide (the soonest first), to look at a second time, to follow as the asker."""

    to_decide: list[Release]
    to_look: list[Release]
    to_follow: list[Release]


def waits_for(viewer: Viewer) -> Waits:
    """Requests to decide and approvals of another to confirm, second looks, and questions, offers and recalls of
    others to answer: one query, at most `MOST_WAITING` lines.
    """
    ours, theirs = Q(owner=viewer.agency_id), Q(asker=viewer.agency_id)
    decides = ours & (Q(state=State.REQUESTED) | Q(state=State.OFFERED, first_by__isnull=False))
    looks = ours & Q(state=State.ACTIVE, look_due_at__isnull=False)
    follows = theirs & (Q(state__in=[State.ASKED_BACK, State.OFFERED]) | Q(state=State.RECALLED, acknowledged_at=None))
    rows: Any = lines().filter(decides | looks | follows).exclude(decides & Q(first_by=viewer.person_id))
    found = list(rows.visible_to(viewer).order_by("due_at", "created_at", "pk")[:MOST_WAITING])
    mine = [release for release in found if release.owner_id == viewer.agency_id]
    return Waits(
        to_decide=[release for release in mine if release.state != State.ACTIVE],
        to_look=[release for release in mine if release.state == State.ACTIVE],
        to_follow=[release for release in found if release.asker_id == viewer.agency_id],
    )


def of_report(viewer: Viewer, report: Report) -> list[Release]:
    """The lines about a report that the viewer sees: all of them for its originator, else one's own."""
    rows: Any = lines().filter(report=report).order_by("-updated_at", "-pk")
    return list(rows.visible_to(viewer)[:MOST_WAITING])


def co_recipients(viewer: Viewer, report: Report) -> list[str]:
    """The other agencies that hold the report, where its originator lets its recipients see one another."""
    if report.hides_recipients:
        return []
    rows = Release.objects.unscoped("its originator lets recipients see one another")
    held = rows.filter(report=report, state=State.ACTIVE, until__gt=Now()).exclude(asker=viewer.agency_id)
    kinds = kinds_of(report)
    names = {one.asker.name for one in held.select_related("asker")
             if within_reach(report, one.asker, one.person_id, kinds=kinds)}  # fmt: skip
    return sorted(names)


def _report(viewer: Viewer, release: Release) -> Report | None:
    if release.report_id is None:
        return None
    rows: Any = reports()
    return rows.visible_to(viewer).filter(pk=release.report_id).first()  # type: ignore[no-any-return]
