"""Drafts: what a person was typing when the line broke."""

from django.apps import AppConfig


class DraftsConfig(AppConfig):
    """The app of drafts. It has no verbs in the log: a draft is nobody's record yet, and nobody else's to read."""

    name = "drafts"
