"""Telling people: what happened reaches those who may know of it, and nobody else."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotificationsConfig(AppConfig):
    """Says its own verb in words."""

    name = "notifications"

    def ready(self) -> None:
        from audit import verbs

        verbs.register({"delivery.failed": _("could not be delivered to another agency")})
