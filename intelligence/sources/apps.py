"""Sources of intelligence."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SourcesConfig(AppConfig):
    """Declares sources to `access` and the vault, their verbs to the log."""

    name = "intelligence.sources"
    label = "sources"

    def ready(self) -> None:
        from audit import verbs
        from intelligence.sources.ledger import declare

        declare()
        verbs.register(
            {
                "source.begun": _("began a source"),
                "source.identified": _("wrote a source’s identity"),
                "source.paid": _("noted a payment to a source"),
                "source.graded": _("graded a source"),
                "source.offered": _("offered a source to a colleague"),
                "source.proposed": _("proposed a new handler"),
                "source.taken": _("took a source over"),
                "source.declined": _("declined a source"),
                "source.confirmed": _("confirmed a new handler"),
                "source.refused": _("refused a new handler"),
                "source.withdrawn": _("withdrew the hand-over of a source"),
            }
        )
