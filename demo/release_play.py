"""One line of the release ledger of a world, played through its verbs by the two sides."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.utils import timezone

from access.decide import can, may
from access.viewer import Viewer
from agencies.models import Agency, Person
from demo.company import Company
from demo.kinds import Ref
from demo.problems import Problem
from demo.refusals import at
from demo.report_entries import ReleaseEntry, ReportEntry
from intelligence.releases.codes import Learned, State
from intelligence.releases.models import Release
from intelligence.releases.models.terms import Terms
from intelligence.reports.models import Report

DECIDED = (State.ACTIVE, State.RECALLED, State.EXPIRED)


class Releases:
    """Plays the releases of one report."""

    def __init__(self, company: Company, entry: ReportEntry, report: Report, originator: Agency) -> None:
        self.company, self.entry, self.report, self.originator = company, entry, report, originator

    def play(self, line: ReleaseEntry) -> Release:
        """The line in its state. Raises Problem where a verb refuses or nobody may act."""
        if line.state == State.OFFERED:
            return self._offered(line)
        asker = self._asker(line)
        with at(line.node):
            release: Release = Release.ask(
                by=asker, owner=self.originator, purpose=line.purpose, person=self._person(line), report=self.report,
                id=line.id, learned=Learned.REFERENCE, reference=self.report.reference, urgency=line.urgency,
                wanted_leave=list(line.leave),
            )  # fmt: skip
        if line.state in DECIDED:
            self._given(line, release)
        elif line.state == State.WITHDRAWN:
            with at(line.node, line.place("requested_by")):
                release.withdraw(by=asker)
        else:
            self._answered(line, release)
        self._ended(line, release, asker)
        return release

    # --- the owner's side ---------------------------------------------------------------------------------------------
    def _offered(self, line: ReleaseEntry) -> Release:
        """An offer that waits for the other side; confirmed first, where the report needs a second officer."""
        by = self._officer(line, "report.release", self.report)
        with at(line.node):
            release: Release = Release.offer(
                self.report, by=by, asker=self.company.agency(line.to), purpose=line.purpose,
                person=self._person(line), terms=self._terms(line), id=line.id,
            )  # fmt: skip
        if release.awaits_confirmation:
            self._confirmed(line, release, by)
        return release

    def _given(self, line: ReleaseEntry, release: Release) -> None:
        by = self._decider(line, release)
        with at(line.node, self._told(line)):
            active = release.approve(by=by, terms=self._terms(line))
        if not active:
            self._confirmed(line, release, by)

    def _confirmed(self, line: ReleaseEntry, release: Release, first: Viewer) -> None:
        second = self._second(line, release, first)
        with at(line.node, line.place("state")):
            release.confirm(by=second)

    def _answered(self, line: ReleaseEntry, release: Release) -> None:
        """A request that waits, was refused or asked back; with `decided_by` and four eyes, one that half is given."""
        if line.state == State.REQUESTED and not (self.entry.four_eyes and line.decided_by):
            return
        by = self._decider(line, release)
        with at(line.node, self._told(line)):
            if line.state == State.REFUSED:
                release.refuse(by=by, reason=line.reason)
            elif line.state == State.ASKED_BACK:
                release.ask_back(by=by, text=line.reason)
            else:
                release.approve(by=by, terms=self._terms(line))

    def _ended(self, line: ReleaseEntry, release: Release, asker: Viewer) -> None:
        if line.state == State.RECALLED:
            by = self._officer(line, "release.recall", release)
            with at(line.node, line.place("state")):
                release.recall(by=by, reason=line.reason)
                if line.acknowledged:
                    release.acknowledge(by=asker)
        elif line.state in DECIDED:
            release.run_out()

    # --- terms --------------------------------------------------------------------------------------------------------
    def _terms(self, line: ReleaseEntry) -> Terms:
        recorded = line.state in DECIDED
        return Terms(withheld=list(line.withheld), leave=list(line.leave), until=_end(line), recorded=recorded)

    def _person(self, line: ReleaseEntry) -> Person | None:
        """Whom it is for alone: as the file says, or who of that agency is among the report's `named`."""
        if line.person:
            return self.company.person(line.person)
        agency = self.company.agency(line.to)
        people = [self.company.person(ref) for ref in self.entry.named]
        theirs = [person for person in people if agency.pk in self.company.agencies_of(person)]
        if len(theirs) > 1:
            raise Problem(line.node.place, f"expected `person`, as several people of {agency} are named")
        return theirs[0] if theirs else None

    # --- who ----------------------------------------------------------------------------------------------------------
    def _asker(self, line: ReleaseEntry) -> Viewer:
        ref, agency = line.requested_by, self.company.agency(line.to)
        if ref is None:  # the schema asks for one, unless it is an offer
            raise Problem(line.node.place, "expected the key `requested_by`, which is missing")
        person = self.company.person(ref)
        if agency.pk not in self.company.agencies_of(person):
            raise Problem(ref.place, f"expected a person of {agency}, found “{ref.key}”")
        viewer = self.company.viewer(person, agency)
        if not may(viewer, "release.create"):
            raise Problem(ref.place, f"expected a person who may ask for reports, found “{ref.key}”")
        return viewer

    def _decider(self, line: ReleaseEntry, release: Release) -> Viewer:
        """Who decides: as the file says, else the first liaison officer of the originator who is not the requester."""
        concerned = {release.begun_by_id, release.person_id}
        return self._officer(line, "release.decide", release, without=concerned)

    def _second(self, line: ReleaseEntry, release: Release, first: Viewer) -> Viewer:
        shut = {first.person_id, release.person_id}
        shut |= {release.begun_by_id} if release.learned != Learned.OFFER else set()
        place = line.place("state")
        return self.company.actor(
            self.originator, "release.decide", place, fits=self._fits("release.decide", release, shut)
        )

    def _officer(self, line: ReleaseEntry, action: str, obj: Any, *, without: Any = frozenset()) -> Viewer:
        """The officer that `decided_by` names, if it names one who may; else the first who may."""
        if line.decided_by is None or (action == "release.recall" and not self._may_recall(line.decided_by, obj)):
            return self.company.actor(self.originator, action, line.node.place, fits=self._fits(action, obj, without))
        return self._named(line.decided_by, action, obj)

    def _may_recall(self, ref: Ref, release: Release) -> bool:
        """Whoever gave it recalls it, unless that officer may no longer."""
        return can(self.company.viewer(self.company.person(ref), self.originator), "release.recall", release)

    def _named(self, ref: Ref, action: str, obj: Any) -> Viewer:
        person = self.company.person(ref)
        if self.originator.pk not in self.company.agencies_of(person):
            raise Problem(ref.place, f"expected a person of {self.originator}, found “{ref.key}”")
        viewer = self.company.viewer(person, self.originator)
        if not can(viewer, action, obj):
            raise Problem(ref.place, f"expected somebody who may do this ({action}), found “{ref.key}”")
        return viewer

    def _fits(self, action: str, obj: Any, without: Any) -> Callable[[Viewer], bool]:
        return partial(_fits, action=action, obj=obj, without=without)

    def _told(self, line: ReleaseEntry) -> Any:
        """Where a refusal is told: at the officer whom the file names, else at the line or the key it is about."""
        return line.decided_by.place if line.decided_by else None


def _fits(viewer: Viewer, *, action: str, obj: Any, without: Any) -> bool:
    return viewer.person_id not in without and can(viewer, action, obj)


def _end(line: ReleaseEntry) -> datetime | None:
    """When it ends; of an expired one without a date, a moment ago."""
    now = timezone.now()
    if line.until:
        return line.until.moment(now=now)
    return now - timedelta(minutes=1) if line.state == State.EXPIRED else None
