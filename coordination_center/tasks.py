"""The project's own task: the worker's sign of life."""

from typing import Any

from celery import shared_task
from celery.signals import worker_ready
from django.db import connection

from coordination_center.heartbeat import LAPSES_AFTER, renew


@shared_task(name="coordination_center.heartbeat", expires=LAPSES_AFTER)
def heartbeat() -> None:
    """Say that the worker runs tasks and reaches the database."""
    connection.ensure_connection()
    renew()


@worker_ready.connect
def first_heartbeat(**_: Any) -> None:
    """Do not make a start wait for beat's next round."""
    heartbeat.delay()
