"""The room of a case for warrants."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WarrantsConfig(AppConfig):
    """Declares warrants to `access`, their verbs to the log, and their tab to the record page."""

    name = "cases.warrants"
    label = "warrants"

    def ready(self) -> None:
        from audit import verbs
        from cases.rooms import Room, register_room
        from cases.subjects.panels import PANELS
        from cases.warrants.ledger import declare
        from cases.warrants.panel import warrants_of

        declare()
        PANELS.put("warrants", 40, "warrants/panel.html", warrants_of)
        register_room(Room("warrants", "case_warrants", _("Warrants"), order=50))
        verbs.register(
            {
                "warrant.added": _("wrote down a warrant"),
                "warrant.edited": _("changed a warrant"),
                "warrant.removed": _("removed the draft of a warrant"),
                "warrant.issued": _("issued a warrant"),
                "warrant.transmitted": _("transmitted a warrant"),
                "warrant.acknowledged": _("acknowledged a warrant"),
                "warrant.executed": _("executed a warrant"),
                "warrant.withdrawn": _("withdrew a warrant"),
                "warrant.renewed": _("renewed a warrant"),
                "warrant.expired": _("a warrant expired"),
            }
        )
