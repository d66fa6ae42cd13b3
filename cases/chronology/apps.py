"""The room of a case for chronology."""

from django.apps import AppConfig


class ChronologyConfig(AppConfig):
    """Declares this room of a case to `access`, its verbs to the log, and its tab to the record page."""

    name = "cases.chronology"
    label = "chronology"
