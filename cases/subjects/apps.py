"""Subjects of a case."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

VERBS = {
    "subject.added": _("added a subject"),
    "subject.edited": _("changed a subject"),
    "subject.removed": _("removed a subject"),
    "subject.shown": _("changed who sees a subject"),
    "subject.referred": _("referred a person for screening"),
    "subject.reviewed": _("recorded the review of a screening"),
    "card.added": _("added a card of a potential victim"),
    "card.edited": _("changed a card of a potential victim"),
    "card.removed": _("removed a card of a potential victim"),
    "photo.added": _("added a photo"),
    "photo.removed": _("removed a photo"),
    "charge.brought": _("recorded a charge"),
    "charge.edited": _("changed a charge"),
    "charge.convicted": _("recorded a conviction"),
    "charge.acquitted": _("recorded an acquittal"),
    "charge.discontinued": _("recorded that a charge was dropped"),
    "charge.removed": _("removed a charge"),
    "proposal.made": _("proposed a change to a subject"),
    "proposal.accepted": _("accepted a proposed change"),
    "proposal.refused": _("refused a proposed change"),
    "proposal.withdrawn": _("withdrew a proposed change"),
}


class SubjectsConfig(AppConfig):
    """Declares subjects to `access`, their verbs to the log, and their tab to the record page."""

    name = "cases.subjects"
    label = "subjects"

    def ready(self) -> None:
        from audit import verbs
        from cases.rooms import Room, register_room
        from cases.subjects.ledger import declare, kept_files
        from coordination_center.files.sweeping import register_keys

        declare()
        register_keys(kept_files)
        register_room(Room("subjects", "case_subjects", _("Subjects"), order=20))
        verbs.register(VERBS)
