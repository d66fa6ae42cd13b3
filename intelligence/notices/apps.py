"""INTERPOL notices and diffusions."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NoticesConfig(AppConfig):
    """Declares notices to `access`, their verbs to the log, and their tab to the record page of a case."""

    name = "intelligence.notices"
    label = "notices"

    def ready(self) -> None:
        from audit import verbs
        from cases.rooms import Room, register_room
        from intelligence.notices.ledger import declare

        declare()
        register_room(Room("notices", "case_notices", _("Notices"), order=55))
        verbs.register(
            {
                "notice.added": _("drafted a notice"),
                "notice.edited": _("changed a notice"),
                "notice.removed": _("removed the draft of a notice"),
                "notice.ready": _("found the paperwork of a notice complete"),
                "notice.submitted": _("submitted a notice to the NCB"),
                "notice.published": _("recorded a notice as published"),
                "notice.cancelled": _("cancelled a notice"),
                "notice.expired": _("a notice expired"),
                "notice.exported": _("took a notice out as a text pack"),
            }
        )
