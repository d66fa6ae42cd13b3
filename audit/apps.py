"""The log as a Django application."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """No signals, no start-up work: the log is written by whoever calls it."""

    name = "audit"
