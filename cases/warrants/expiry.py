"""Writing down what has expired, so that meetings can count it and people are told.

Pages and verbs do not wait for this: to them a warrant has expired as soon as its last day has passed.
"""

from datetime import UTC

from django.db.models.functions import Now, TruncDate

from cases.warrants.codes import LIVE
from cases.warrants.models import Warrant

AT_ONCE = 500  # rows of one run; the next one takes the rest


def expire_due() -> int:
    """Write every live warrant whose last day has passed as expired; how many were. Safe to repeat and in parallel."""
    rows = Warrant.objects.unscoped("the centre writes what its clock says").filter(
        state__in=LIVE, removed_at=None, expires_on__lt=TruncDate(Now(), tzinfo=UTC)
    )
    found = rows.select_related("case").order_by("expires_on", "id")[:AT_ONCE]
    return sum(row.expire() for row in found)
