"""The room of a case for links between its subjects."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LinksConfig(AppConfig):
    """Declares this room of a case to `access`, its verbs to the log, and its tab to the record page."""

    name = "cases.links"
    label = "links"

    def ready(self) -> None:
        from audit import verbs
        from cases.links.ledger import declare
        from cases.links.panel import links_of_subject
        from cases.rooms import Room, register_room
        from cases.subjects.panels import PANELS

        declare()
        PANELS.put("links", 20, "links/panel.html", links_of_subject)
        register_room(Room("links", "case_link_list", _("Links"), order=30))
        verbs.register(
            {
                "link.added": _("linked two subjects"),
                "link.edited": _("changed a link"),
                "link.removed": _("removed a link"),
                "links.exported": _("saved the links as a file"),
            }
        )
