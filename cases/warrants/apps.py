"""The room of a case for warrants."""

from django.apps import AppConfig


class WarrantsConfig(AppConfig):
    """Declares this room of a case to `access`, its verbs to the log, and its tab to the record page."""

    name = "cases.warrants"
    label = "warrants"
