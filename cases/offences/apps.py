"""The room of a case for the elements of offences."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OffencesConfig(AppConfig):
    """Declares groups of victims and claims to `access`, their verbs to the log, and their tab to the record page."""

    name = "cases.offences"
    label = "offences"

    def ready(self) -> None:
        from audit import verbs
        from cases.offences.ledger import declare
        from cases.rooms import Room, register_room

        declare()
        register_room(Room("offences", "case_offences", _("Offences"), order=55))
        verbs.register(
            {
                "victim_group.added": _("added a group of victims"),
                "victim_group.edited": _("changed a group of victims"),
                "victim_group.removed": _("removed a group of victims"),
                "claim.added": _("claimed an element of an offence"),
                "claim.edited": _("changed the claim of an element"),
                "claim.removed": _("removed the claim of an element"),
                "ground.added": _("named what supports a claim"),
                "ground.removed": _("removed what supports a claim"),
            }
        )
