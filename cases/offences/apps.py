"""The room of a case for offences."""

from django.apps import AppConfig


class OffencesConfig(AppConfig):
    """Declares this room of a case to `access`, its verbs to the log, and its tab to the record page."""

    name = "cases.offences"
    label = "offences"
