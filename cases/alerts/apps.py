"""Urgent alerts."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

VERBS = {
    "alert.raised": _("raised an urgent alert"),
    "alert.desks_added": _("alerted further desks"),
    "alert.desk_withdrawn": _("took the alert from a desk"),
    "alert.resent": _("sent the alert again"),
    "alert.reached": _("reached the desk by telephone"),
    "alert.acknowledged": _("acknowledged the alert"),
    "alert.wrote": _("wrote about the alert"),
    "alert.reviewed": _("reviewed the alert"),
    "alert.closed": _("ended the alert"),
    "alert.consulted": _("looked at the alert"),
}


class AlertsConfig(AppConfig):
    """Declares alerts to `access` and the vault, their verbs to the log, and cases as what they are raised on."""

    name = "cases.alerts"
    label = "alerts"

    def ready(self) -> None:
        from audit import verbs
        from cases.alerts.ledger import declare
        from cases.alerts.on_cases import holders, panel_of, require_right, seen
        from cases.alerts.origins import OriginKind, register_origin
        from cases.alerts.waiting import waiting_for
        from cases.panels import PANELS
        from cases.waiting import register_waiting

        declare()
        verbs.register(VERBS)
        register_origin(OriginKind("case", _("Case"), seen, require_right, holders))
        register_waiting("alerts", waiting_for)
        PANELS.put("alerts", 10, "alerts/panel.html", panel_of)
