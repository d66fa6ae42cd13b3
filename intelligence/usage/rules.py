"""Whether a report may be attached to a case or to a legal request: its handling, enforced in one place.

Sources: Europol SIENA handling codes H1 and H2, TLP 2.0 (the domain page, section 2).
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from access.registry import aggregate_of
from access.viewer import Viewer
from agencies.models import Agency
from cases.codes import Handling, Level, Tlp
from cases.models import Case
from coordination_center.errors import IllegalMove
from intelligence.releases.codes import Leave
from intelligence.releases.reach import has_leave, holders, is_free
from intelligence.reports.codes import State
from intelligence.reports.models import Report

READING = frozenset(Level.values)  # not those who are only invited


class AskFirst(IllegalMove):
    """The originator of `report` has to allow it before: `leave` is what to ask it for (`Leave`)."""

    code = "ask_originator"

    def __init__(self, message: str, *, report: Report, leave: str) -> None:
        super().__init__(message % {"agency": report.originator})
        self.report, self.leave = report, leave


@dataclass(frozen=True)
class Grounds:
    """What an attachment rests on. `beside`: agencies of the case that do not have the report, for all the attaching
    one may know; none for its own report. `foreign`: the reports of others that it is made of, itself included.
    """

    beside: list[UUID]
    foreign: list[UUID]


def check(report: Report, case: Case, *, by: Viewer, legal: bool) -> Grounds:
    """What attaching the report would rest on.

    Raises `IllegalMove` for a report that is not validated and by TLP:RED, `AskFirst` by H2 (and TLP) and by H1.
    """
    if report.state != State.VALIDATED:
        raise IllegalMove(_("Only a validated report can be attached."))
    if report.tlp == Tlp.RED:
        _check_red(report, case, by)
    foreign = [one for one in _made_of(report) if one.originator_id != by.agency_id]
    if legal:
        _check_judicial(foreign, by)
    beside = [] if report.originator_id == by.agency_id else _without_it(report, case, by)
    passed_on = [agency for agency in beside if not is_free(report, agency)]
    if passed_on and not has_leave(report, by.agency, by.person, Leave.CASES):
        raise AskFirst(
            _("Other agencies work on this case, and %(agency)s has not released the report to them, or keeps from you "
              "to whom it has: attaching it would pass it on. Ask %(agency)s first."),
            report=report, leave=Leave.CASES,
        )  # fmt: skip
    return Grounds([agency.pk for agency in beside], [one.pk for one in foreign])


def _made_of(report: Report) -> list[Report]:
    """The report and all that it builds on, near and far, each once."""
    found: dict[UUID, Report] = {}
    waiting = [report]
    while waiting:
        one = waiting.pop()
        if one.pk not in found:
            found[one.pk] = one
            waiting += one.sources()
    return list(found.values())


def _check_judicial(foreign: list[Report], by: Viewer) -> None:
    """H1 of a report of another agency, and of whatever it quotes: that agency has to have allowed it."""
    for report in foreign:
        if Handling.H1 in report.handling and not has_leave(report, by.agency, by.person, Leave.JUDICIAL):
            raise AskFirst(
                _("Its handling is H1: not in judicial proceedings without the permission of %(agency)s. "
                  "Ask for it first."),
                report=report, leave=Leave.JUDICIAL,
            )  # fmt: skip


def _without_it(report: Report, case: Case, by: Viewer) -> list[Agency]:
    """Agencies that read the case, without the acting one and the originator, to whom the report is not open.

    Where its recipients are kept from one another, all of them count: another answer would tell who has it.
    """
    people = {(line.agency_id, line.person_id) for line in _readers(case)}
    agencies = Agency.objects.in_bulk({agency for agency, _person in people} - {by.agency_id, report.originator_id})
    strange = {
        agency
        for agency, person in people
        if agency in agencies and (report.hides_recipients or not holders(report, agencies[agency], person).exists())
    }
    return [agencies[pk] for pk in sorted(strange)]


def _check_red(report: Report, case: Case, by: Viewer) -> None:
    """TLP:RED is for named people: its originator alone puts it into a case, and only among people named for it."""
    if report.originator_id != by.agency_id:
        raise IllegalMove(
            _("TLP:RED is for named people only: %(agency)s alone can attach it.") % {"agency": report.originator}
        )
    named = {line.person_id for line in aggregate_of(Report).ledger(report)}
    if not {line.person_id for line in _readers(case)} <= named - {None}:
        raise IllegalMove(_("TLP:RED is for named people only: all who read the case must be named for the report."))


def _readers(case: Case) -> list[Any]:
    """The live lines of the case's ledger that open all of it."""
    return [line for line in aggregate_of(Case).ledger(case) if line.level in READING]
