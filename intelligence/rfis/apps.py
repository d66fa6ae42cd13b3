"""Requests for information."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RfisConfig(AppConfig):
    """Declares requests to `access`, their verbs to the log, and what waits to the desk."""

    name = "intelligence.rfis"
    label = "rfis"

    def ready(self) -> None:
        from audit import verbs
        from cases.search.beside import register_finder
        from cases.waiting import register_waiting
        from intelligence.rfis.finding import find
        from intelligence.rfis.ledger import declare
        from intelligence.rfis.waiting import waiting_for

        declare()
        register_waiting("rfis", waiting_for)
        register_finder("rfis", _("Requests for information"), "chat-square-quote", find)
        verbs.register(
            {
                "rfi.begun": _("wrote a request for information"),
                "rfi.sent": _("sent a request for information"),
                "rfi.shown": _("let the addressees of a request see each other"),
                "rfi.withdrawn": _("withdrew a request for information"),
                "rfi.addressee_withdrawn": _("took a request back from an addressee"),
                "rfi.acknowledged": _("acknowledged a request for information"),
                "rfi.asked_back": _("asked back on a request for information"),
                "rfi.wrote": _("wrote on a request for information"),
                "rfi.answered": _("answered a request for information"),
                "rfi.refused": _("refused a request for information"),
                "rfi.reopened": _("took an answered request up again"),
                "rfi.expired": _("a request for information expired"),
                "rfi.consulted": _("read a request for information"),
            }
        )
