"""The log's own work. Every task may run twice, or be killed, without harm."""

from celery import shared_task

from audit import months, once, sealing


@shared_task(name="audit.seal")
def seal() -> None:
    """Seal what can no longer change its place."""
    sealing.seal()


@shared_task(name="audit.make_months")
def make_months() -> None:
    """Keep the log's partitions ahead of the calendar."""
    months.make_months()


@shared_task(name="audit.sweep")
def sweep() -> None:
    """Forget submissions that are too old to be sent again."""
    once.sweep()
