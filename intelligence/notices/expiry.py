"""Writing down which notices have expired. Pages and verbs do not wait for this."""

from datetime import UTC

from django.db.models.functions import Now, TruncDate

from intelligence.notices.codes import State
from intelligence.notices.models import Notice

AT_ONCE = 500  # rows of one run; the next one takes the rest


def expire_due() -> int:
    """Write every published notice whose last day has passed as expired; how many were."""
    rows = Notice.objects.unscoped("the centre writes what its clock says").filter(
        state=State.PUBLISHED, removed_at=None, expires_on__lt=TruncDate(Now(), tzinfo=UTC)
    )
    found = rows.select_related("case").order_by("expires_on", "id")[:AT_ONCE]
    return sum(row.expire() for row in found)
