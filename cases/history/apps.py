"""The room of a case for history."""

from django.apps import AppConfig


class HistoryConfig(AppConfig):
    """Declares this room of a case to `access`, its verbs to the log, and its tab to the record page."""

    name = "cases.history"
    label = "history"
