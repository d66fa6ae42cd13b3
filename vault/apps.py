"""The identity vault: who a source or a victim is, and nothing else."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VaultConfig(AppConfig):
    """Registers the words of the vault's verbs."""

    name = "vault"

    def ready(self) -> None:
        from audit import verbs

        verbs.register(
            {
                "vault.revealed": _("opened an identity"),
                "vault.erased": _("destroyed an identity"),
                "vault.rotated": _("renewed the keys of the vault"),
            }
        )
