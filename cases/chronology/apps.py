"""What happened in a case, where, and on which way."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ChronologyConfig(AppConfig):
    """Declares entries and routes to `access`, and their verbs to the log. Their tab is the case's own Timeline."""

    name = "cases.chronology"
    label = "chronology"

    def ready(self) -> None:
        from audit import verbs
        from cases.chronology.ledger import declare

        declare()
        verbs.register(
            {
                "entry.added": _("wrote down what happened"),
                "entry.edited": _("changed an entry of what happened"),
                "entry.removed": _("removed an entry of what happened"),
                "route.added": _("added a route"),
                "route.edited": _("changed a route"),
                "route.removed": _("removed a route"),
            }
        )
