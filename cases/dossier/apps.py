"""The dossier of a case: its parts, its tab and its verb."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DossierConfig(AppConfig):
    """Registers the parts that come from the rooms before this one; later rooms register their own."""

    name = "cases.dossier"
    label = "dossier"

    def ready(self) -> None:
        from audit import verbs
        from cases.dossier import of_case, of_offences, of_subjects, of_work
        from cases.dossier.parts import register_part
        from cases.rooms import Room, register_room

        register_part("facts", _("Facts"), of_case.facts, order=10)
        register_part("participants", _("Participants"), of_case.participants, order=20)
        register_part("subjects", _("Subjects"), of_subjects.subjects, order=30)
        register_part("cards", _("Potential victims"), of_subjects.cards, order=40)
        register_part("links", _("Links"), of_work.links, order=50)
        register_part("timeline", _("Timeline"), of_work.timeline, order=60)
        register_part("plan", _("Action plan"), of_work.plan, order=70)
        register_part("warrants", _("Warrants"), of_work.warrants, order=80)
        register_part("charges", _("Charges and verdicts"), of_subjects.charges, order=90)
        register_part("offences", _("Elements of the offence"), of_offences.offences, order=100)
        register_part("evidence", _("Evidence register"), of_work.evidence, order=110)
        register_part("notes", _("Notes"), of_case.notes, order=120)
        register_room(Room("dossier", "case_dossier", _("Dossier"), order=90, action="case.export"))
        verbs.register({"case.printed": _("printed the dossier")})
