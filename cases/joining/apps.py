"""The room of a case for joining."""

from django.apps import AppConfig


class JoiningConfig(AppConfig):
    """Declares this room of a case to `access`, its verbs to the log, and its tab to the record page."""

    name = "cases.joining"
    label = "joining"
