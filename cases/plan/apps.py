"""The room of a case for plan."""

from django.apps import AppConfig


class PlanConfig(AppConfig):
    """Declares this room of a case to `access`, its verbs to the log, and its tab to the record page."""

    name = "cases.plan"
    label = "plan"
