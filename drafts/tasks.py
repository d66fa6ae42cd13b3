"""What happens without anybody asking."""

from celery import shared_task

from drafts import keeping


@shared_task(name="drafts.sweep")
def sweep() -> None:
    """Delete drafts that were left lying."""
    keeping.sweep()
