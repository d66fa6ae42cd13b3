"""What happens without anybody asking."""

from celery import shared_task

from intelligence.rfis.expiry import expire_due


@shared_task(name="rfis.expire")
def expire() -> None:
    """Write requests whose time has passed as expired."""
    expire_due()
