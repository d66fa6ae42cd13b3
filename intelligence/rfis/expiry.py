"""Writing down what has expired. Pages and verbs do not wait for this: to them the database's clock decides."""

from django.db.models.functions import Now

from intelligence.rfis.codes import OPEN
from intelligence.rfis.models import Addressee

AT_ONCE = 500  # lines of one run; the next one takes the rest


def expire_due() -> int:
    """Write every open line whose time has passed as expired; how many were. Safe to repeat and in parallel."""
    rows = Addressee.objects.unscoped("the centre writes what its clock says").filter(
        state__in=OPEN, paused_at=None, expires_at__lte=Now()
    )
    found = rows.select_related("rfi", "agency").order_by("expires_at", "id")[:AT_ONCE]
    return sum(line.expire() for line in found)
