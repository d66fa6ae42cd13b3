"""The app of files: no models; a sweep as task and command."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Lets Celery and manage.py find the sweep."""

    name = "coordination_center.files"
    label = "files"
