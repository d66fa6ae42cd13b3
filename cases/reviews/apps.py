"""The room of a case for reviews."""

from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    """Declares this room of a case to `access`, its verbs to the log, and its tab to the record page."""

    name = "cases.reviews"
    label = "reviews"
