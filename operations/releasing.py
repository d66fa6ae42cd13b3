"""Telling a country when its release time has come. Sight itself needs no clockwork: the database decides it."""

from django.db import transaction
from django.db.models.functions import Now

from audit.log import SYSTEM, Led, record
from operations.models import Delegation

AT_ONCE = 100  # lines in one transaction


def announce() -> int:
    """Write that countries were let in, once for each whose moment has come; returns how many there were."""
    with transaction.atomic():
        rows = Delegation.objects.unscoped("release times come whoever looks").select_related("operation")
        due = rows.filter(told_at=None, ended_at=None, visible_from__lte=Now()).order_by("visible_from", "pk")
        lines = list(due.select_for_update(of=("self",), skip_locked=True)[:AT_ONCE])
        for line in lines:
            line.told_at = line.operation.clock()
            line.save(update_fields=["told_at"])
            record("operation.released", by=SYSTEM, on=line.ref, led=Led.DISCLOSURE, recipients=[line.agency_id])
    return len(lines)
