"""Evidence of a case."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EvidenceConfig(AppConfig):
    """Declares evidence to `access`, its verbs to the log, its files to the sweep, its tab to the record page."""

    name = "cases.evidence"
    label = "evidence"

    def ready(self) -> None:
        from audit import verbs
        from cases.evidence.ledger import declare
        from cases.rooms import Room, register_room

        declare()
        register_room(Room("evidence", "case_evidence_list", _("Evidence"), order=60))
        verbs.register(
            {
                "evidence.added": _("added evidence"),
                "evidence.edited": _("changed a piece of evidence"),
                "evidence.version_added": _("added a version of a file"),
                "evidence.connected": _("linked evidence to a subject"),
                "evidence.disconnected": _("ended a link of evidence to a subject"),
                "evidence.withdrawn": _("withdrew a piece of evidence"),
                "evidence.moved": _("moved a piece of evidence"),
                "evidence.offered": _("offered a piece of evidence"),
                "evidence.received": _("received a piece of evidence"),
                "evidence.declined": _("did not receive a piece of evidence"),
                "evidence.recalled": _("took back an offer of evidence"),
                "evidence.downloaded": _("downloaded a file"),
                "evidence.damaged": _("met a file that is not as it was stored"),
            }
        )
