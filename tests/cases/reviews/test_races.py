"""Many at once at one meeting: one wins, the others are told, and minutes are written once."""

from typing import Any

import pytest

from access.viewer import Viewer
from audit.models import Event
from cases.plan.models import Action
from cases.reviews.models import AgendaItem, MinutesPart, Review
from coordination_center.errors import IllegalMove
from tests.cases.reviews.conftest import meeting
from tests.cases.test_races import MANY, together

pytestmark = pytest.mark.django_db(transaction=True)


def test_twenty_closures_are_one(item: AgendaItem, thai_analyst: Viewer) -> None:
    got = together(lambda _n: Review.objects.get(pk=item.review_id).close(by=thai_analyst))
    assert got == {None: 1, IllegalMove: MANY - 1}
    assert Event.objects.filter(verb="review.closed").count() == 1
    assert MinutesPart.objects.count() == 2  # of the two at the table that take part in the case


def test_twenty_acceptances_are_one(thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    review = meeting(thai_analyst)
    review.invite(by=thai_analyst, agency=khmer_liaison.agency)
    got = together(lambda _n: Review.objects.get(pk=review.pk).accept(by=khmer_liaison))
    assert got == {None: 1, IllegalMove: MANY - 1}


def test_a_case_is_put_up_once(review: Review, ranong: Any, khmer_liaison: Viewer) -> None:
    got = together(lambda _n: bool(Review.objects.get(pk=review.pk).put_up(by=khmer_liaison, case=ranong)))
    assert got == {True: 1, IllegalMove: MANY - 1}


def test_decisions_are_before_the_end_or_refused(item: AgendaItem, thai_analyst: Viewer, khmer_liaison: Viewer) -> None:
    """None is taken after the minutes are fixed: those that were are in them, all of them."""

    def work(n: int) -> object:
        if n == MANY // 2:
            Review.objects.get(pk=item.review_id).close(by=thai_analyst)
            return "closed"
        rows = AgendaItem.objects.select_related("review__originator", "case")
        return bool(rows.get(pk=item.pk).decide(by=khmer_liaison, text=f"{n}", agency=khmer_liaison.agency))

    got = together(work)
    assert got["closed"] == 1
    assert got[True] + got[IllegalMove] == MANY - 1
    parts = MinutesPart.objects.all()
    assert {len(part.content["decisions"]) for part in parts} == {got[True]} == {Action.objects.count()}
