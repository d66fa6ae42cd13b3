"""Intelligence reports."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    """Tells the log its verbs and the sweep its files; the ledger of releases declares reports to `access`."""

    name = "intelligence.reports"
    label = "reports"

    def ready(self) -> None:
        from audit import verbs
        from cases.search.beside import register_finder
        from coordination_center.files.sweeping import register_keys
        from intelligence.reports.finding import beside
        from intelligence.reports.models.filing import keys

        register_keys(keys)
        register_finder("reports", _("Intelligence reports"), "file-earmark-lock", beside)
        verbs.register(
            {
                "report.created": _("wrote a report"),
                "report.edited": _("changed the report"),
                "report.submitted": _("submitted the report"),
                "report.sent_back": _("sent the report back"),
                "report.validated": _("validated the report"),
                "report.superseded": _("superseded the report"),
                "report.withdrawn": _("withdrew the report"),
                "report.marked": _("changed the marking"),
                "report.translated": _("translated the report"),
                "report.tearline_cleared": _("changed what goes out when a life is at risk"),
                "report.attached": _("attached a file"),
                "report.detached": _("removed a file"),
                "report.downloaded": _("downloaded a file"),
                "report.subject_added": _("added a subject to the report"),
                "report.subject_edited": _("changed a subject of the report"),
                "report.subject_removed": _("removed a subject from the report"),
                "report.quoted": _("quoted a report"),
                "report.unquoted": _("removed a quotation"),
                "report.named": _("named a person"),
                "report.unnamed": _("ended a person’s access"),
                "report.compartment_dissolved": _("opened the report to the whole agency"),
                "report.consulted": _("read the report"),
            }
        )
