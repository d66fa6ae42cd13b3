"""The release ledger."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReleasesConfig(AppConfig):
    """Declares reports and releases to `access`, and the verbs of releases to the log."""

    name = "intelligence.releases"
    label = "releases"

    def ready(self) -> None:
        from audit import verbs
        from cases.waiting import register_waiting
        from intelligence.releases.derived import register_derived
        from intelligence.releases.ledger import declare
        from intelligence.releases.panel import panel_of, quoting
        from intelligence.releases.waiting import waiting
        from intelligence.reports.panels import PANELS

        declare()
        register_waiting("releases", waiting)
        register_derived("quotes", quoting)
        PANELS.put("releases", 10, "releases/panel.html", panel_of)
        verbs.register(
            {
                "release.requested": _("asked for a report"),
                "release.replied": _("replied to a question"),
                "release.withdrawn": _("withdrew a request"),
                "release.offered": _("offered a report"),
                "release.accepted": _("accepted an offer"),
                "release.declined": _("declined an offer"),
                "release.taken_back": _("took an offer back"),
                "release.matched": _("said which report is meant"),
                "release.approved": _("approved a release as the first officer"),
                "release.confirmed": _("confirmed an offer as the second officer"),
                "release.voided": _("found that an approval had fallen"),
                "release.given": _("released the report"),
                "release.refused": _("refused a release"),
                "release.asked_back": _("asked back"),
                "release.looked": _("looked at a release a second time"),
                "release.recalled": _("recalled the report"),
                "release.acknowledged": _("acknowledged a recall"),
                "release.expired": _("let a release run out"),
                "release.tearline_given": _("gave what was cleared for a threat to life"),
                "release.consulted": _("read a line of the release ledger"),
            }
        )
