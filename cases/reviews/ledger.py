"""What a meeting's own records say about who holds what, and what hangs on a meeting or on the cases of its agenda."""

from collections.abc import Iterator

from access.registry import Aggregate, Child, Entitlement, register, register_child
from cases.reviews.codes import SEATED, Seat
from cases.reviews.models import (
    AgendaItem,
    Attendance,
    Decision,
    Figure,
    MinutesPart,
    Review,
    ReviewGroupGrant,
    ReviewUserGrant,
)  # fmt: skip


def entitlements(review: Review) -> Iterator[Entitlement]:
    """The host's own, and one per seat: from the invitation on, until it is declined or withdrawn."""
    host = review.originator
    yield Entitlement(level="host", agency_id=host.pk, group_id=host.group_id)
    for seat in review.seats.filter(state__in=SEATED).select_related("agency"):
        yield Entitlement(
            level="attending",
            agency_id=seat.agency_id,
            group_id=seat.agency.group_id,
            source=str(Seat(seat.state).label),
            source_id=seat.pk,
        )


def declare() -> None:
    """Tell `access` about meetings and what hangs on them.

    What is said of a case hangs on the case (`case.read`), and asks for the meeting as well; a figure of no case hangs
    on the meeting.
    """
    register(
        Aggregate(
            name="review",
            model=Review,
            levels=("host", "attending"),
            group_grants=ReviewGroupGrant,
            user_grants=ReviewUserGrant,
            ledger=entitlements,
            purpose="review_meeting",
        )
    )
    of_case = {"action": "case.read", "in_log": False}
    register_child(Child("attendance", Attendance, path="review", action="review.see"))
    register_child(Child("figure", Figure, path="review", action="review.see", also=("item",)))
    register_child(Child("agenda_item", AgendaItem, path="case", also=("review",), **of_case))  # type: ignore[arg-type]
    register_child(
        Child("decision", Decision, path="item__case", audience=("only",), also=("item",), **of_case)  # type: ignore[arg-type]
    )
    register_child(
        Child("minutes", MinutesPart, path="case", audience=("only",), also=("review",), **of_case)  # type: ignore[arg-type]
    )
