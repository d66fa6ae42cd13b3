"""The room of a case for networks."""

from django.apps import AppConfig


class NetworksConfig(AppConfig):
    """Declares this room of a case to `access`, its verbs to the log, and its tab to the record page."""

    name = "cases.networks"
    label = "networks"
