"""Fixing the minutes: for each agency at the table, of each case on the agenda that it takes part in."""

import hashlib
import json

from django.db.models.functions import Now

from access.viewer import Viewer
from agencies.models import Agency
from audit.log import record
from cases.codes import Part
from cases.models import Participation
from cases.reviews.codes import Seat
from cases.reviews.models import AgendaItem, MinutesPart, Review
from cases.reviews.readers import ForAgency, items_of
from cases.reviews.writing import written

WHY = "the verb that closes a meeting writes the minutes of every agency"


def fix(review: Review, *, by: Viewer) -> None:
    """Write the parts, within the verb that closes the meeting; the log keeps a hash of each.

    A restricted record is in the parts of its readers alone: the others' are the same to the byte as without it.
    """
    items = list(items_of(review).unscoped(WHY).filter(removed_at=None))
    for agency in _at_the_table(review):
        own = _taking_part(agency, items)
        reader = ForAgency(agency, [item.case_id for item in own])
        contents = written(review, own, reader, until=review.closed_at)  # type: ignore[arg-type]
        for item, content in zip(own, contents, strict=True):
            kept = content.kept()
            part = MinutesPart(review=review, item=item, case=item.case, only=[agency.pk], content=kept)
            part.save(force_insert=True)
            record("minutes.fixed", by=by, on=part.ref, recipients=[agency.pk], detail={"sha256": digest(kept)})


def digest(kept: dict[str, object]) -> str:
    """SHA-256 of a part, in hexadecimal: what the log says of it."""
    return hashlib.sha256(json.dumps(kept, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _at_the_table(review: Review) -> list[Agency]:
    seats = review.seats.filter(state=Seat.ACCEPTED).select_related("agency").order_by("invited_at", "id")
    return [review.originator, *(seat.agency for seat in seats)]


def _taking_part(agency: Agency, items: list[AgendaItem]) -> list[AgendaItem]:
    parts = Participation.objects.unscoped(WHY).filter(agency=agency, state=Part.ACTIVE, until__gt=Now())
    cases = set(parts.filter(case__in=[item.case_id for item in items]).values_list("case_id", flat=True))
    return [item for item in items if item.case_id in cases]
