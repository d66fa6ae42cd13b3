"""The meeting's verbs as pages and API offer them: one table, from which routes, buttons and forms are made."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from access.decide import allowed
from access.viewer import Viewer
from cases.reviews.codes import ReviewState, Seat
from cases.reviews.models import Review

Run = Callable[[Review, Viewer, dict[str, Any]], object]
BEFORE = (ReviewState.PLANNED, ReviewState.OPEN)


@dataclass(frozen=True)
class Act:
    """A verb: its address and API name, its policy action, its words, the states it starts from, how to run it.

    `seats`: only for an agency whose own seat is in one of these states; none: whoever the policy lets.
    """

    path: str
    action: str
    label: str | Promise
    says: str | Promise
    run: Run
    states: tuple[str, ...] = BEFORE
    seats: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    leaves: bool = False
    danger: bool = False
    primary: bool = False


ACTS: dict[str, Act] = {
    act.path: act
    for act in (
        Act(
            "acceptance", "review.answer", _("Accept the invitation"),
            _("Your agency sits at the meeting. It may put its own cases on the agenda."),
            lambda review, by, data: review.accept(by=by), seats=(Seat.INVITED,), primary=True,
        ),
        Act(
            "opening", "review.host", _("Open the session"),
            _("The meeting begins: the agencies take their decisions case by case, and state their figures."),
            lambda review, by, data: review.open(by=by), states=(ReviewState.PLANNED,), primary=True,
        ),
        Act(
            "closure", "review.host", _("Close and fix the minutes"),
            _(
                "The meeting ends. Each agency at the table gets the minutes of the cases it takes part in, as they"
                " stand now. Nothing can be added or changed afterwards."
            ),
            lambda review, by, data: review.close(by=by), states=(ReviewState.OPEN,), primary=True,
        ),
        Act(
            "invitations", "review.host", _("Invite an agency"),
            _("The agency sees the meeting and who sits at it, and of its agenda only the cases it takes part in."),
            lambda review, by, data: review.invite(by=by, **data), fields=("agency",),
        ),
        Act(
            "refusal", "review.answer", _("Decline the invitation"),
            _("Your agency no longer sees the meeting. The host sees your reason."),
            lambda review, by, data: review.decline(by=by, **data),
            seats=(Seat.INVITED, Seat.ACCEPTED), fields=("reason",), leaves=True, danger=True,
        ),
        Act(
            "withdrawal", "review.host", _("Withdraw an invitation"),
            _("From its next click on, nobody in the agency sees the meeting."),
            lambda review, by, data: review.uninvite(by=by, **data), fields=("guest", "reason"), danger=True,
        ),
    )
}  # fmt: skip


@dataclass(frozen=True)
class Button:
    """A verb as the page offers it."""

    name: str
    label: str
    url: str
    danger: bool
    primary: bool


def buttons(viewer: Viewer, review: Review, levels: frozenset[str], seat: str) -> list[Button]:
    """The verbs that are possible now for an agency with these levels and this seat."""
    return [
        Button(act.path, str(act.label), reverse("review_act", args=[review.pk, act.path]), act.danger, act.primary)
        for act in ACTS.values()
        if review.state in act.states
        and allowed(viewer, act.action, levels)
        and (not act.seats or seat in act.seats)
    ]  # fmt: skip
