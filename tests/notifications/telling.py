"""Dispatching by hand, as the worker does, for the tests of what people are told."""

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.core import mail
from django.db import connection
from django.db.models.functions import Now

from access.viewer import Viewer
from audit.models import Outbox
from notifications.dispatching import dispatch
from notifications.inbox import Line, inbox
from notifications.models import Delivery, Notification
from notifications.sending import send_due


def told(viewer: Viewer) -> list[str]:
    """The verbs in the viewer's inbox after everything was dispatched, oldest first."""
    dispatch()
    return [line.note.verb for line in reversed(lines(viewer))]


def lines(viewer: Viewer) -> list[Line]:
    """The viewer's inbox as it stands."""
    return inbox(viewer).rows


def at_once(run: Callable[[], object], times: int = 4) -> None:
    """Run the same in several threads, each with a connection of its own, and wait for them all."""

    def closing() -> None:
        try:
            run()
        finally:
            connection.close()

    threads = [threading.Thread(target=closing) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def forget() -> None:
    """Begin with an empty outbox and empty inboxes: what a fixture did is of no interest."""
    Outbox.objects.all().delete()
    Notification.objects.all().delete()
    Delivery.objects.all().delete()


def mailed() -> list[Any]:
    """What goes out now, daily mails included."""
    dispatch()
    Delivery.objects.update(due_at=Now() - timedelta(seconds=1))
    send_due()
    return list(mail.outbox)
