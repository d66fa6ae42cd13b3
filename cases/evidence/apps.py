"""The room of a case for evidence."""

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    """Declares this room of a case to `access`, its verbs to the log, and its tab to the record page."""

    name = "cases.evidence"
    label = "evidence"
