"""What happens without anybody asking."""

from celery import shared_task

from cases.alerts.expiry import end_due


@shared_task(name="alerts.end")
def end() -> None:
    """End alerts whose time is over."""
    end_due()
