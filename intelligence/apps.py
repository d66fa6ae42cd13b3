"""Intelligence between agencies."""

from django.apps import AppConfig


class IntelligenceConfig(AppConfig):
    """The app of reports, releases and matching."""

    name = "intelligence"
