"""What happens without anybody asking."""

from celery import shared_task

from agencies import codes, invitation, letters, limits, sessions
from coordination_center.turns import turn


@shared_task(name="agencies.send_letters")
def send_letters() -> None:
    """Send the mail that is due."""
    with turn("mail", of=2) as mine:
        if mine:
            letters.send_due()


@shared_task(name="agencies.sweep")
def sweep() -> None:
    """Delete what has lapsed: invitations, used codes, attempts, sessions, tokens."""
    invitation.sweep()
    codes.sweep()
    limits.sweep()
    sessions.sweep()
