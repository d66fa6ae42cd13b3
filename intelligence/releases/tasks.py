"""What the clock does to releases."""

from celery import shared_task
from django.db import transaction
from django.db.models.functions import Now

from intelligence.releases.codes import State
from intelligence.releases.models import Release

MOST = 1_000  # of one run


@shared_task(name="releases.run_out")
def run_out() -> int:
    """Say of every release whose end has passed that it has expired; how many. Nobody waited for this to lose sight."""
    rows = Release.objects.unscoped("the clock acts for nobody").filter(state=State.ACTIVE, until__lte=Now())
    return sum(_run_out(release) for release in rows.order_by("until")[:MOST])


def _run_out(release: Release) -> bool:
    with transaction.atomic():
        return bool(release.run_out())
