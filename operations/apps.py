"""Operations of several countries and their figures."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OperationsConfig(AppConfig):
    """Declares operations to `access`, their verbs to the log."""

    name = "operations"
    label = "operations"

    def ready(self) -> None:
        from audit import verbs
        from cases.alerts.origins import OriginKind, register_origin
        from operations.alerting import holders, require_right, seen
        from operations.ledger import declare

        declare()
        register_origin(OriginKind("operation", _("Operation"), seen, require_right, holders))
        verbs.register(
            {
                "operation.planned": _("began to plan the operation"),
                "operation.edited": _("changed the operation"),
                "operation.invited": _("brought an agency into the operation"),
                "operation.released": _("let an agency know of the operation"),
                "operation.postponed": _("moved the moment from which an agency may know"),
                "operation.dismissed": _("ended an agency’s part in the operation"),
                "operation.named": _("named a person for the operation"),
                "operation.unnamed": _("took a person’s name off the operation"),
                "operation.consented": _("approved the plan for its country"),
                "operation.approved": _("approved the operation’s plan"),
                "operation.begun": _("began the action days"),
                "operation.closed": _("ended the action days"),
                "operation.signed": _("signed its country’s figures"),
                "operation.frozen": _("froze the figures"),
                "operation.published": _("published the figures"),
                "operation.consulted": _("read the operation"),
                "site.added": _("added a site"),
                "result.reported": _("reported a result"),
                "result.corrected": _("corrected a result"),
                "result.verified": _("verified a result"),
                "result.disputed": _("disputed a result"),
                "result.withdrawn": _("withdrew a result"),
                "result.consulted": _("read a result"),
            }
        )
