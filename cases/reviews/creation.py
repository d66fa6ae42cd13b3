"""Planning a meeting."""

import uuid
from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from access.decide import can, require_role
from access.grants import sync
from access.verbs import still_seen
from access.viewer import Viewer
from agencies.models import Agency
from audit.log import Led, record
from cases.reviews.models import Review
from cases.reviews.models.review import check_times
from coordination_center.errors import Invalid


def create(
    *,
    by: Viewer,
    title: str,
    starts_at: datetime,
    ends_at: datetime,
    follows: Review | None = None,
    since: date | None = None,
    agencies: Iterable[Agency] = (),
    id: uuid.UUID | None = None,  # noqa: A002 - the world file's word
    **facts: str,
) -> Review:
    """A planned meeting that the acting agency hosts, with these agencies invited. `facts`: kind, place, note.

    `follows` is the meeting it compares itself with, one that `by` sees; `since` gives another day to
    count from than its closing. Raises `NotAllowed` by role, `Invalid` for the times or a meeting that cannot be
    followed.
    """
    require_role(by, "review.create")
    check_times(starts_at, ends_at)
    if follows is not None and not can(by, "review.see", follows):
        raise Invalid(fields={"follows": [_("Choose a meeting of your agency.")]})
    with transaction.atomic():
        review = Review(id=id or uuid.uuid4(), originator=by.agency, title=title, follows=follows, since=since)
        review.starts_at, review.ends_at = starts_at, ends_at
        review.describe(**facts)
        review.created_at = review.updated_at = review.clock()
        review.save(force_insert=True)
        seats = [review.add_seat(agency, by=by) for agency in agencies]
        sync(review)
        record("review.created", by=by, on=review.ref, led=Led.COLLECTION)
        for seat in seats:
            record("review.invited", by=by, on=review.ref, led=Led.DISCLOSURE, recipients=[seat.agency_id])
        still_seen(review, by=by)
    return review
