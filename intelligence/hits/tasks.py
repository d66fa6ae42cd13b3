"""What happens without anybody asking."""

from celery import shared_task

from intelligence.hits.raising import raise_due
from intelligence.hits.screening import screen_due


@shared_task(name="hits.work")
def work() -> None:
    """Tell the owners of what was asked for, and screen what was written."""
    raise_due()
    screen_due()
