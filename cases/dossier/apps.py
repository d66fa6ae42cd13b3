"""The room of a case for dossier."""

from django.apps import AppConfig


class DossierConfig(AppConfig):
    """Declares this room of a case to `access`, its verbs to the log, and its tab to the record page."""

    name = "cases.dossier"
    label = "dossier"
