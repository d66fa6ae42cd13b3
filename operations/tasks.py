"""What runs for operations by the clock."""

from celery import shared_task

from operations.releasing import announce


@shared_task(name="operations.announce")
def announce_releases() -> int:
    """Tell countries whose release time has come."""
    return announce()
