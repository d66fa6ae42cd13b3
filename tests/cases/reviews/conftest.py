"""A meeting of the cast: the Thai police host; the Cambodian and the Malaysian police sit at the table."""

from datetime import UTC, date, datetime, timedelta

import pytest

from access.viewer import Viewer
from cases.models import Case
from cases.reviews.creation import create
from cases.reviews.models import AgendaItem, Review

DAY = datetime(2026, 11, 10, 2, tzinfo=UTC)


def meeting(host: Viewer, *guests: Viewer, title: str = "Review in Bangkok", **facts: object) -> Review:
    """A planned meeting to which the guests' agencies were invited, and which they accepted."""
    times = {"starts_at": DAY, "ends_at": DAY + timedelta(hours=8)}
    review = create(by=host, title=title, agencies=[guest.agency for guest in guests], **(times | facts))  # type: ignore[arg-type]
    for guest in guests:
        review.accept(by=guest)
    return review


@pytest.fixture
def review(thai_analyst: Viewer, khmer_liaison: Viewer, malay_liaison: Viewer) -> Review:
    """In session, compared with the first of January 2020; nothing on its agenda yet."""
    made = meeting(thai_analyst, khmer_liaison, malay_liaison, since=date(2020, 1, 1))
    made.open(by=thai_analyst)
    return made


@pytest.fixture
def item(review: Review, ranong: Case, khmer_liaison: Viewer) -> AgendaItem:
    """`ranong`, put up by its Cambodian partner. Malaysia sits at the table and takes no part in the case."""
    return review.put_up(by=khmer_liaison, case=ranong, topic="Where is the rest-house?")
