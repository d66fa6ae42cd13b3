"""Telling people, behind the pages. Beat calls; every task may run twice at once, or be killed, without harm."""

from celery import shared_task

from coordination_center.turns import turn
from notifications import clocks, dispatching, keeping, posting, sending, undelivered


@shared_task(name="notifications.dispatch")
def dispatch() -> None:
    """Tell of what happened, and own up to what could not be delivered."""
    dispatching.dispatch()
    undelivered.own_up()


@shared_task(name="notifications.tick")
def tick() -> None:
    """Press where a clock warns or has run out."""
    clocks.tick()


@shared_task(name="notifications.send")
def send() -> None:
    """Send what is due by mail."""
    with turn("mail", of=2) as mine:
        if mine:
            sending.send_due()


@shared_task(name="notifications.post")
def post() -> None:
    """Post what is due to agencies' own systems."""
    with turn("webhooks") as mine:
        if mine:
            posting.post_due()


@shared_task(name="notifications.sweep")
def sweep() -> None:
    """Forget who was told of what long ago."""
    keeping.sweep()
