"""Making the minutes of the cases on an agenda, for a reader: the same for a page in session and for what is fixed."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from cases.plan.codes import PENDING, ActionState
from cases.reviews.comparison import counted
from cases.reviews.content import Content, Stated, Todo
from cases.reviews.models import AgendaItem, Review
from cases.reviews.readers import Reader
from coordination_center.zones import zone_of


def written(review: Review, items: Sequence[AgendaItem], reader: Reader, *, until: datetime) -> list[Content]:
    """The minutes of these items, in their order, as the reader may see them at `until`. Five queries in all."""
    start = review.counts_from
    counts = counted(reader, start, until)
    decisions = _decisions(review, reader)
    done = _done(review, reader, start, until)
    stated = _stated(review, reader)
    return [
        _content(item, decisions[item.case_id], done[item.case_id], counts.get(item.case_id, {}), stated[item.pk])
        for item in items
    ]


def _content(
    item: AgendaItem, decisions: tuple[list[Todo], list[Todo]], done: list[Todo], counts: dict[str, int], stated: Any
) -> Content:
    case = item.case
    return Content(
        item=str(item.pk),
        case=str(case.pk),
        title=case.title,
        state=case.state,
        outcome=case.outcome,
        put_up_by=item.agency.name,
        topic=item.topic,
        achieved=item.achieved,
        agreed=item.agreed,
        discussed=item.discussed_at is not None,
        decisions=decisions[0],
        carried=decisions[1],
        done=done,
        counts=counts,
        stated=stated,
    )


def _decisions(review: Review, reader: Reader) -> dict[UUID, tuple[list[Todo], list[Todo]]]:
    """By case: what was decided here, and what was decided at an earlier meeting and is still not done (carried)."""
    lines: dict[UUID, tuple[list[Todo], list[Todo]]] = defaultdict(lambda: ([], []))
    rows = reader.decisions().select_related("item__review", "action__owner", "owner").order_by("created_at", "id")
    found = list(rows)
    here = {decision.action_id for decision in found if decision.item.review_id == review.pk}
    carried: set[UUID] = set()
    for decision in found:
        case, action = decision.item.case_id, decision.action
        if decision.item.review_id == review.pk:
            lines[case][0].append(_todo(action, decision.text, decision.owner.name, decision.due))
        elif _is_carried(review, decision, here | carried):
            carried.add(action.pk)
            lines[case][1].append(_todo(action, action.text, action.owner.name, action.due))
    return lines


def _is_carried(review: Review, decision: Any, told: set[UUID]) -> bool:
    earlier = decision.item.review.starts_at < review.starts_at
    return earlier and decision.action.state in PENDING and decision.action_id not in told


def _done(review: Review, reader: Reader, start: datetime | None, until: datetime) -> dict[UUID, list[Todo]]:
    lines: dict[UUID, list[Todo]] = defaultdict(list)
    if start is None:
        return lines
    rows = reader.actions().filter(state=ActionState.DONE, ended_at__gt=start, ended_at__lte=until)
    for action in rows.select_related("owner").order_by("ended_at", "id"):
        lines[action.case_id].append(_todo(action, action.text, action.owner.name, _day(action.ended_at, review)))
    return lines


def _day(moment: datetime, review: Review) -> date:
    """The host's day, so that the minutes of all say the same."""
    return moment.astimezone(zone_of(review.originator.country)).date()


def _todo(action: Any, text: str, owner: str, day: Any) -> Todo:
    return Todo(str(action.pk), text, owner, day.isoformat() if day else "", action.state)


def _stated(review: Review, reader: Reader) -> dict[UUID, list[Stated]]:
    lines: dict[UUID, list[Stated]] = defaultdict(list)
    for figure in reader.figures(review).select_related("agency").order_by("created_at", "id"):
        lines[figure.item_id].append(Stated(figure.category, figure.number, figure.source, figure.agency.name))
    return lines
