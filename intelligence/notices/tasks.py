"""What happens without anybody asking."""

from celery import shared_task

from intelligence.notices.expiry import expire_due


@shared_task(name="notices.expire")
def expire() -> None:
    """Write notices whose last day has passed as expired."""
    expire_due()
