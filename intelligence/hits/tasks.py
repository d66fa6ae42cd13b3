"""What happens without anybody asking."""

from celery import shared_task

from intelligence.hits.raising import raise_due
from intelligence.hits.retention import forget_old
from intelligence.hits.screening import screen_due


@shared_task(name="hits.raise")
def raise_hits() -> None:
    """Tell the owners of what was asked for."""
    raise_due()


@shared_task(name="hits.screen")
def screen() -> None:
    """Screen what was written, against what others hold and against standing queries."""
    screen_due()


@shared_task(name="hits.forget")
def forget() -> None:
    """Delete questions that were kept long enough."""
    forget_old()
