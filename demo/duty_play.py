"""Rosters of a world: turns of duty, entered by the first person of the agency who may."""

from django.utils import timezone

from access.decide import may
from access.viewer import Viewer
from agencies.duty.models import Kind
from agencies.duty.roster import plan_turn
from demo.case_schema import when
from demo.company import Company
from demo.entries import AgencyEntry, TurnEntry
from demo.kinds import Ref, code, need, ref
from demo.kinds import may as may_have
from demo.moments import When
from demo.nodes import Node
from demo.refusals import at

TURN = {
    "person": need(ref),
    "from": need(when),
    "until": need(when),
    "kind": may_have(code(Kind.values), Kind.DUTY.value),
}


def turn_entry(*, node: Node, person: Ref, kind: str, **times: When) -> TurnEntry:
    """The entry of a turn; `from` is no name that Python takes."""
    return TurnEntry(node, person, times["from"], times["until"], kind)


def plan_duty(entry: AgencyEntry, *, company: Company) -> None:
    """Enter the roster of one agency."""
    agency, now = company.agency(Ref(entry.key, entry.node.place)), timezone.now()

    def keeps(viewer: Viewer) -> bool:
        return may(viewer, "duty.keep")

    for turn in entry.duty:
        by = company.actor(agency, "duty.keep", turn.node.place, fits=keeps)
        with at(turn.node, turn.node.place):
            times = {"starts_at": turn.starts.moment(now=now), "ends_at": turn.ends.moment(now=now)}
            plan_turn(by=by, person=company.person(turn.person), kind=turn.kind, **times)
