"""Telling people: what happened reaches those who may know of it, and nobody else."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

VERBS = {
    "delivery.failed": _("could not be delivered to another agency"),
    "delivery.revived": _("had another try made of what was given up"),
    "endpoint.set": _("had the agency’s own system told"),
    "endpoint.renewed": _("renewed the secret of the agency’s own system"),
    "endpoint.ended": _("had the agency’s own system told no more"),
    "clock.warned": _("its clock runs out soon"),
    "clock.overdue": _("its clock has run out"),
    "clock.escalated": _("its clock has run out, and nobody has acted"),
    "clock.unanswered": _("does not act, although a clock has run out"),
}


class NotificationsConfig(AppConfig):
    """Says its own verbs in words."""

    name = "notifications"

    def ready(self) -> None:
        from audit import verbs

        verbs.register(VERBS)
