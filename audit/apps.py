"""The log as a Django application."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """No signals: the log is written by whoever calls it."""

    name = "audit"

    def ready(self) -> None:
        from audit import checks, keeping  # noqa: F401
