"""The project's own app: no models; start-up checks and the Celery application."""

from django.apps import AppConfig


class CoordinationCenterConfig(AppConfig):
    """Loads the Celery app, so that shared tasks find it, and registers the system checks."""

    name = "coordination_center"

    def ready(self) -> None:
        from coordination_center import celery, checks  # noqa: F401
