"""What happens without anybody asking."""

from celery import shared_task

from cases.warrants.expiry import expire_due


@shared_task(name="warrants.expire")
def expire() -> None:
    """Write warrants whose last day has passed as expired."""
    expire_due()
