"""Joint cases between agencies."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    """Declares cases to `access` and their verbs to the log."""

    name = "cases"

    def ready(self) -> None:
        from audit import verbs
        from cases.ledger import declare

        declare()
        verbs.register(
            {
                "case.created": _("began the case"),
                "case.edited": _("changed the case"),
                "case.invited": _("invited an agency"),
                "case.proposed": _("proposed the case"),
                "case.accepted": _("accepted the invitation"),
                "case.declined": _("declined the invitation"),
                "case.left": _("left the case"),
                "case.revoked": _("ended an agency’s part"),
                "case.opened": _("opened the case"),
                "case.suspended": _("suspended the case"),
                "case.resumed": _("resumed the case"),
                "case.closed": _("closed the case"),
                "case.reopened": _("reopened the case"),
                "case.archived": _("archived the case"),
                "case.lead_offered": _("offered the lead"),
                "case.lead_accepted": _("took the lead"),
                "case.named": _("named a person"),
                "case.unnamed": _("ended a person’s access"),
                "case.compartment_dissolved": _("opened the compartment"),
                "case.consulted": _("read the case"),
                "note.added": _("added a note"),
                "exclusion.made": _("shut someone out"),
                "exclusion.ended": _("ended an exclusion"),
            }
        )
