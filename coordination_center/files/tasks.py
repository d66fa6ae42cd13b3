"""The sweep, once a day."""

from celery import shared_task

from coordination_center.files import sweeping


@shared_task(name="files.sweep")
def sweep() -> None:
    """Erase the files that no row names."""
    sweeping.sweep()
