"""World files and their loader."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The app of world files."""

    name = "demo"
