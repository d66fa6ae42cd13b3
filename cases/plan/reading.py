"""What pages, the API and the desk read of the plan, always through a viewer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import groupby
from typing import Any

from django.db.models import Count, F, Q
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from access.paging import Page
from access.policy import LEAD
from access.viewer import Viewer
from cases.codes import State
from cases.models import Case
from cases.plan.acts import LEADER, OWNER, Act
from cases.plan.clocks import clock_of
from cases.plan.codes import PENDING, ActionState
from cases.plan.models import Action
from cases.reading import RecordPage, newest
from cases.timeline import Entry, told_of
from cases.waiting import Waiting
from coordination_center.clocks import Clock
from coordination_center.errors import NotAllowed, Unseen

MOST = 100  # pending items on one page of the plan
FEW = 10  # of them on the desk
WAYS = ("due", "agency")
SHOWN: dict[str, tuple[str, ...]] = {"": PENDING, **{state.value: (state.value,) for state in ActionState}}


@dataclass(frozen=True)
class Line:
    """An item as the plan shows it."""

    action: Action
    clock: Clock | None

    @classmethod
    def of(cls, action: Action) -> "Line":
        return cls(action, clock_of(action.due) if action.state in PENDING else None)


@dataclass(frozen=True)
class Group:
    """Items under one heading."""

    title: str
    lines: list[Line]


def items() -> Any:
    """Items with what a line of them shows; to be scoped."""
    return Action.objects.select_related("owner", "agency", "author", "case")


def item_of(viewer: Viewer, case: Case, pk: Any) -> Action:
    """An item of a case that the viewer was given already; `Unseen` for one of another case, hidden or absent."""
    found: Action | None = items().under(viewer, case).filter(pk=pk).first()
    if found is None:
        raise Unseen(object_type="action", object_id=pk, action="case.read")
    return found


def hats(page: RecordPage, action: Action) -> frozenset[str]:
    """What the acting agency is of an item: its owner, the lead, both, neither; nothing for who may only read."""
    if not page.may("case.plan"):
        return frozenset()
    own = {OWNER} if action.owner_id == page.viewer.agency_id else set()
    return frozenset(own | ({LEADER} if LEAD in page.levels else set()))


def may_edit(page: RecordPage, action: Action) -> bool:
    """Whether text and day are this viewer's to change: by owner and lead, and by the writer while proposed."""
    wrote = action.state == ActionState.PROPOSED and action.agency_id == page.viewer.agency_id
    return page.may("case.plan") and (bool(hats(page, action)) or wrote)


def require_one_of(page: RecordPage, action: Action, act: Act) -> None:
    """`NotAllowed` for who is not of those that have this verb, so that its page does not invite in vain."""
    if not hats(page, action).intersection(act.who):
        raise NotAllowed(_("This is for the agency that does it, or for the lead."), **_of(action))


def require_editor(page: RecordPage, action: Action) -> None:
    """`NotAllowed` unless `may_edit`."""
    if not may_edit(page, action):
        raise NotAllowed(_("This is for the agency that does it, or for the lead."), **_of(action))


def _of(action: Action) -> dict[str, Any]:
    return {"object_type": "action", "object_id": action.pk, "action": "case.plan"}


def plan_of(viewer: Viewer, case: Case, *, state: str = "", after: str = "") -> Page[Action]:
    """A page of the plan: the pending ones (or of one pending state) by their day, ended ones newest first."""
    rows = items().under(viewer, case).filter(state__in=SHOWN.get(state, PENDING))
    if set(SHOWN.get(state, PENDING)) <= set(PENDING):
        found = list(rows.order_by(F("due").asc(nulls_last=True), "created_at", "id")[: MOST + 1])
        return Page(found[:MOST], older="more" if len(found) > MOST else "")
    return newest(rows, after=after)


def grouped(rows: Iterable[Action], way: str) -> list[Group]:
    """Items under headings: by the agency that does them, or by how pressing they are."""
    lines = [Line.of(action) for action in rows]
    if way == "agency":
        lines.sort(key=lambda line: line.action.owner.name)  # stable: by day within an agency
        return [Group(name, list(some)) for name, some in groupby(lines, key=lambda line: line.action.owner.name)]
    return [Group(title, list(some)) for title, some in groupby(lines, key=_pressing)]


def _pressing(line: Line) -> str:
    due = line.action.due
    if line.clock is None:
        return ""
    if due is None:
        return _("Without a date")
    left = (due - timezone.localdate()).days
    if left < 0:
        return _("Overdue")
    return _("Within seven days") if left <= 7 else _("Later")


def counts(viewer: Viewer, case: Case) -> dict[str, int]:
    """How many items the viewer sees: by state, and `overdue`. One query."""
    late = Q(state__in=PENDING, due__lt=timezone.localdate())
    by_state = {state.value: Count("pk", filter=Q(state=state)) for state in ActionState}
    counted: dict[str, int] = Action.objects.under(viewer, case).aggregate(overdue=Count("pk", filter=late), **by_state)
    return counted


@dataclass(frozen=True)
class Told:
    """An event of an item, with the days it changed from and to where it changed one."""

    entry: Entry
    was: date | None
    due: date | None


def story_of(viewer: Viewer, action: Action) -> list[Told]:
    """What was done with an item that the viewer was given already, newest first."""
    return [Told(e, _day(e.detail.get("was")), _day(e.detail.get("due"))) for e in told_of(viewer, action)]


def _day(text: Any) -> date | None:
    try:
        return date.fromisoformat(text)
    except (TypeError, ValueError):
        return None


def waiting_for(viewer: Viewer) -> list[Waiting]:
    """What the acting agency has to do or to answer in cases that go on, the most pressing first."""
    rows = items().visible_to(viewer).filter(owner=viewer.agency, state__in=PENDING)
    rows = rows.exclude(case__state__in=(State.CLOSED, State.ARCHIVED))
    return [_waiting(action) for action in rows.order_by(F("due").asc(nulls_last=True), "created_at", "id")[:FEW]]


def _waiting(action: Action) -> Waiting:
    clock = clock_of(action.due)
    proposed = action.state == ActionState.PROPOSED
    says = _("%(agency)s proposes this to your agency") % {"agency": action.agency.name} if proposed else ""
    return Waiting(
        title=Truncator(action.text).chars(140),
        url=action.get_absolute_url(),
        says=" · ".join(part for part in (action.case.title, says) if part),
        button=_("Read and answer") if proposed else _("To the item"),
        clock=(clock.code, clock.words),
        due=datetime.combine(action.due, time.max, timezone.get_current_timezone()) if action.due else None,
    )
