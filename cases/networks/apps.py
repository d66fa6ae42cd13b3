"""Networks across cases."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NetworksConfig(AppConfig):
    """Declares networks to `access`, their verbs to the log."""

    name = "cases.networks"
    label = "networks"

    def ready(self) -> None:
        from audit import verbs
        from cases.networks.ledger import declare

        declare()
        verbs.register(
            {
                "network.begun": _("began the network"),
                "network.edited": _("changed the network"),
                "network.shared": _("shared the network"),
                "network.unshared": _("ended an agency’s part"),
                "network.enlisted": _("counted a subject among the members"),
                "network.reassessed": _("reassessed a member"),
                "network.struck": _("took a member off the roll"),
                "network.consulted": _("read the network"),
            }
        )
