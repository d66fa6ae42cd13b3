"""The room of a case for links."""

from django.apps import AppConfig


class LinksConfig(AppConfig):
    """Declares this room of a case to `access`, its verbs to the log, and its tab to the record page."""

    name = "cases.links"
    label = "links"
