"""Who is told of what: the one table. `verb -> tellings`.

A telling reaches the people who may do `action` on the record *now* (`access.audience`), of those agencies that `to`
names, in those `roles`; and the people the record names in `persons`, whatever their role, as long as they may. Whoever
did it is not told. A verb without a telling is for the log and for those who watch the record.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from access.policy import OFFICERS, PAIR
from agencies.models import Role
from audit.models import Event
from intelligence.releases.codes import Urgency
from notifications.codes import Kind
from notifications.deadlines import CLOCKS, SUPERVISORS

Agencies = Callable[[Event, Any], set[UUID] | None]  # None: every agency
Persons = Callable[[Any], set[UUID | None]]


@dataclass(frozen=True)
class Telling:
    """One line of the table. `action` empty: whoever may know of it. `desk`: the agency's own mailbox is told too."""

    kind: Kind
    action: str
    to: Agencies
    roles: frozenset[str] = PAIR
    persons: Persons = lambda _row: set()
    urgent: Callable[[Any], bool] = lambda _row: False
    desk: bool = True


# --- whom ---
def recipients(event: Event, _row: Any) -> set[UUID] | None:
    """The agencies the event says learned of it."""
    return set(event.recipients)


def owner(event: Event, _row: Any) -> set[UUID] | None:
    """The agency whose record it is."""
    return {event.owner} if event.owner else set()


def everyone(_event: Event, _row: Any) -> set[UUID] | None:
    """Every agency with a part in the record."""
    return None


def others(event: Event, row: Any) -> set[UUID] | None:
    """The lead of the other case of a merger: every lead but the one that acted."""
    return {row.case.originator_id, getattr(row, "into", row.case).originator_id} - {event.agency}


def doer(_event: Event, row: Any) -> set[UUID] | None:
    """The agency that is to do an item of a plan."""
    return {row.owner_id}


def reporter(_event: Event, row: Any) -> set[UUID] | None:
    """The agency that reported a result."""
    return {row.agency_id}


def person(*paths: str) -> Persons:
    """The people a record names in these fields (`author_id`, `rfi__author_id`)."""
    return lambda row: {_followed(row, path) for path in paths}


def _followed(row: Any, path: str) -> Any:
    for step in path.split("__"):
        row = getattr(row, step, None)
    return row


def pressing(row: Any) -> bool:
    """Whether a request says that it cannot wait for the next working day."""
    return getattr(getattr(row, "rfi", row), "urgency", Urgency.ROUTINE) != Urgency.ROUTINE


NOBODY_BY_ROLE: frozenset[str] = frozenset()
OVERSEERS = frozenset({Role.OVERSIGHT})
PRESSED = frozenset({"clock.warned", "clock.overdue", "clock.escalated"})
DESK_KEEPERS = PAIR | {Role.ADMIN}


def _invitation(action: str, to: Agencies = recipients) -> Telling:
    return Telling(Kind.INVITATION, action, to)


def _case(to: Agencies, action: str = "case.see", persons: Persons = lambda _row: set()) -> Telling:
    return Telling(Kind.CASE, action, to, persons=persons, desk=False)


def _operation(to: Agencies, action: str = "operation.see") -> Telling:
    return Telling(Kind.OPERATION, action, to, PAIR | {Role.DELEGATE})


def _decide(to: Agencies = owner) -> Telling:
    return Telling(Kind.RELEASE, "release.decide", to, frozenset({Role.LIAISON}), urgent=pressing)


def _follow() -> Telling:
    return Telling(Kind.RELEASE, "release.follow", recipients, persons=person("begun_by_id"), urgent=pressing)


def _of_release() -> Telling:
    return Telling(Kind.RELEASE, "release.see", recipients, persons=person("begun_by_id"), urgent=pressing)


def _rfi() -> Telling:
    return Telling(Kind.RFI, "rfi.see", recipients, persons=person("rfi__author_id"), urgent=pressing)


def _to_author(kind: Kind, action: str) -> Telling:
    return Telling(kind, action, owner, NOBODY_BY_ROLE, person("author_id"), desk=False)


def at_once(_row: Any) -> bool:
    """Urgent whatever the record says: it overrides quiet hours."""
    return True


def reviewers(event: Event, row: Any) -> set[UUID] | None:
    """The agency that raised an alert, where it has to be reviewed."""
    return owner(event, row) if row.review_due_at is not None else set()


def _alert(to: Agencies = recipients, action: str = "alert.read", urgent: Callable[[Any], bool] = at_once) -> Telling:
    return Telling(Kind.ALERT, action, to, OFFICERS, urgent=urgent)


def _to_issuer() -> Telling:
    return Telling(Kind.ALERT, "alert.follow", owner, PAIR, person("alert__issuer_id"), at_once, desk=False)


def _wrote() -> Telling:
    return Telling(
        Kind.ALERT, "alert.follow", recipients, NOBODY_BY_ROLE, person("alert__issuer_id"), at_once, desk=False
    )


def _asked() -> Telling:
    return Telling(Kind.HIT, "hit.ask", recipients, NOBODY_BY_ROLE, person("person_id"), desk=False)


TELLINGS: dict[str, tuple[Telling, ...]] = {
    # cases and meetings
    "case.invited": (_invitation("case.accept"),),
    "case.lead_offered": (_invitation("case.accept_lead"),),
    "case.lead_accepted": (_case(everyone),),
    "case.accepted": (_case(owner),),
    "case.declined": (_case(owner),),
    "case.left": (_case(owner),),
    "case.opened": (_case(everyone),),
    "case.suspended": (_case(everyone),),
    "case.resumed": (_case(everyone),),
    "case.closed": (_case(everyone),),
    "case.reopened": (_case(everyone),),
    "review.invited": (_invitation("review.answer"),),
    "review.accepted": (_case(owner, "review.host"),),
    "review.declined": (_case(owner, "review.host"),),
    "review.closed": (_case(everyone, "review.see"),),
    "network.shared": (_invitation("network.see"),),
    "merger.offered": (Telling(Kind.INVITATION, "case.merge", others),),
    "merger.accepted": (_case(others, "case.merge"),),
    "merger.declined": (_case(others, "case.merge"),),
    # urgent alerts
    "alert.raised": (_alert(), Telling(Kind.ALERT, "alert.review", reviewers, SUPERVISORS, urgent=at_once, desk=False)),
    "alert.desks_added": (_alert(),),
    "alert.resent": (_alert(),),
    "alert.acknowledged": (_to_issuer(),),
    "alert.wrote": (
        _alert(),
        Telling(
            Kind.ALERT, "alert.follow", recipients, NOBODY_BY_ROLE, person("alert__issuer_id"), at_once, desk=False
        ),
    ),
    "alert.reviewed": (Telling(Kind.ALERT, "alert.follow", owner, PAIR, person("issuer_id"), desk=False),),
    "alert.closed": (_alert(everyone, "alert.see", lambda _row: False),),
    # operations: an embargoed country is in no event before its moment has come
    "operation.invited": (_operation(recipients),),
    "operation.released": (_operation(recipients),),
    "operation.approved": (_operation(everyone),),
    "operation.begun": (_operation(everyone),),
    "operation.closed": (_operation(everyone, "operation.sign"),),
    "operation.frozen": (_operation(everyone),),
    "operation.published": (_operation(everyone),),
    "result.disputed": (Telling(Kind.OPERATION, "operation.judge", reporter, persons=person("person_id"), desk=False),),
    # work
    "action.added": (Telling(Kind.WORK, "case.plan", doer),),
    "action.reassigned": (Telling(Kind.WORK, "case.plan", doer),),
    "proposal.made": (Telling(Kind.WORK, "case.subject", owner, persons=person("subject__author_id"), desk=False),),
    "proposal.accepted": (_to_author(Kind.WORK, "case.read"),),
    "proposal.refused": (_to_author(Kind.WORK, "case.read"),),
    "evidence.offered": (Telling(Kind.WORK, "case.evidence", recipients),),
    "warrant.expired": (Telling(Kind.CLOCK, "case.warrant", owner),),
    "notice.expired": (Telling(Kind.CLOCK, "case.notice", owner),),
    # intelligence
    "report.submitted": (Telling(Kind.REPORT, "report.validate", owner, desk=False),),
    "report.validated": (_to_author(Kind.REPORT, "report.see"),),
    "report.sent_back": (_to_author(Kind.REPORT, "report.see"),),
    "report.superseded": (Telling(Kind.RELEASE, "report.see", everyone, desk=False),),
    "report.withdrawn": (Telling(Kind.RELEASE, "report.see", everyone, desk=False),),
    "release.requested": (_decide(recipients),),
    "release.replied": (_decide(recipients),),
    "release.approved": (_decide(),),
    "release.voided": (_decide(),),
    "release.given": (_of_release(), _decide()),
    "release.confirmed": (_of_release(),),
    "release.tearline_given": (_of_release(),),
    "release.asked_back": (_follow(),),
    "release.refused": (_follow(),),
    "release.offered": (_follow(),),
    "release.taken_back": (_follow(),),
    "release.recalled": (_follow(),),
    "release.expired": (_of_release(),),
    "release.accepted": (_of_release(),),
    "release.declined": (_of_release(),),
    "release.withdrawn": (_of_release(),),
    "release.acknowledged": (_of_release(),),
    "rfi.sent": (Telling(Kind.RFI, "rfi.answer", recipients, urgent=pressing),),
    "rfi.acknowledged": (_rfi(),),
    "rfi.asked_back": (_rfi(),),
    "rfi.answered": (_rfi(),),
    "rfi.refused": (_rfi(),),
    "rfi.reopened": (_rfi(),),
    "rfi.wrote": (_rfi(),),
    "rfi.addressee_withdrawn": (_rfi(),),
    "rfi.expired": (_rfi(),),
    "hit.raised": (Telling(Kind.HIT, "hit.answer", owner, OFFICERS),),
    "hit.sighted": (_asked(),),
    "source.offered": (Telling(Kind.SOURCE, "source.see", owner, NOBODY_BY_ROLE, person("taker_id"), desk=False),),
    "source.proposed": (Telling(Kind.SOURCE, "source.oversee", owner, desk=False),),
    # duty and oversight
    "duty.unstaffed": (Telling(Kind.DUTY, "duty.see", recipients, DESK_KEEPERS, urgent=lambda _row: True),),
    "clock.unanswered": (Telling(Kind.DUTY, "duty.see", recipients, DESK_KEEPERS),),
    "delivery.failed": (Telling(Kind.UNDELIVERED, "", recipients, desk=False),),
    "canary.found": (Telling(Kind.DUTY, "log.oversee", owner, OVERSEERS, desk=False),),
}


def tellings_of(event: Event) -> tuple[Telling, ...]:
    """What the table says of an event, of a clock what the table of clocks says; nothing for a verb of neither."""
    clock = CLOCKS.get(event.detail.get("clock", ""))
    if clock is None or event.verb not in PRESSED:
        return TELLINGS.get(event.verb, ())
    action, roles = ("", SUPERVISORS) if event.verb == "clock.escalated" else (clock.action, clock.roles)
    return (Telling(Kind.CLOCK, action, recipients, roles, urgent=lambda _row: clock.urgent),)
