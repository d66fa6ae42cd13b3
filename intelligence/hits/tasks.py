"""What happens without anybody asking."""

from time import monotonic

from celery import shared_task

from coordination_center.turns import turn
from intelligence.hits.raising import raise_due
from intelligence.hits.retention import forget_old
from intelligence.hits.screening import screen_due

LONGEST = 30  # seconds that one call goes on
A_FEW = 50


@shared_task(name="hits.raise")
def raise_hits() -> None:
    """Tell the owners of what was asked for."""
    raise_due()


@shared_task(name="hits.screen")
def screen() -> None:
    """Screen what was written, against what others hold and against standing queries.

    However much was written at once, others have their turn meanwhile.
    """
    until = monotonic() + LONGEST
    with turn("screening", of=2) as mine:
        while mine and monotonic() < until and screen_due(most=A_FEW):
            pass


@shared_task(name="hits.forget")
def forget() -> None:
    """Delete questions that were kept long enough."""
    forget_old()
