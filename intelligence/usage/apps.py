"""Where intelligence reports are used: in cases, and in legal requests of a case."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UsageConfig(AppConfig):
    """Declares uses to `access`, their verbs to the log, their room to the case and their panel to the report."""

    name = "intelligence.usage"
    label = "usage"

    def ready(self) -> None:
        from audit import verbs
        from cases.rooms import Room, register_room
        from cases.warrants.models import Warrant
        from cases.warrants.panels import PANELS as ON_WARRANTS
        from cases.warrants.reading import told
        from intelligence.releases.derived import register_derived
        from intelligence.reports.panels import PANELS
        from intelligence.usage.kinds import Kind, register_kind
        from intelligence.usage.ledger import declare
        from intelligence.usage.panel import panel_of, panel_of_warrant
        from intelligence.usage.reading import derived

        declare()
        register_kind(Kind("warrant", Warrant, _("Warrant"), "case.warrant", str, told))
        register_room(Room("intelligence", "case_intelligence", _("Intelligence"), order=57))
        PANELS.put("usage", 20, "usage/panel.html", panel_of)
        ON_WARRANTS.put("usage", 10, "usage/warrant.html", panel_of_warrant)
        register_derived("usage", derived)
        verbs.register(
            {
                "use.attached": _("attached an intelligence report"),
                "use.detached": _("took an intelligence report out"),
                "report.used": _("attached the report to a case"),
                "report.unused": _("took the report out of a case"),
            }
        )
