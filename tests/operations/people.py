"""Who meets in the operation room: the centre coordinates, Thailand and Cambodia take part, Malaysia stays outside."""

from datetime import date, datetime, timedelta
from typing import Any

from access.viewer import Viewer
from agencies.models import Person
from operations.models import Delegation, Operation

DAYS = {"starts": date(2026, 6, 12), "ends": date(2026, 6, 17)}


def planned(by: Viewer, *guests: Viewer, **facts: Any) -> Operation:
    """An operation being planned, with the guests' agencies as delegations that may know of it."""
    operation = Operation.plan(by=by, **{"name": "Gulf Net", **DAYS, **facts})
    for guest in guests:
        operation.invite(by=by, agency=guest.agency)
    return operation


def running(by: Viewer, *guests: Viewer, **facts: Any) -> Operation:
    """An operation in its action days."""
    operation = planned(by, *guests, **facts)
    operation.approve(by=by)
    operation.begin_action(by=by)
    return operation


def embargoed(operation: Operation, guest: Viewer, *, by: Viewer, until: timedelta) -> Delegation:
    """The guest's agency brought in, not to know of it before that long from now."""
    return operation.invite(by=by, agency=guest.agency, visible_from=moment(operation) + until)


def moment(operation: Operation) -> datetime:
    """The database's time."""
    return operation.clock()


def person(viewer: Viewer) -> Person:
    return viewer.person
