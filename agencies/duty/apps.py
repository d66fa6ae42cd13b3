"""Duty rosters of agencies."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DutyConfig(AppConfig):
    """Registers the words of the roster's verbs."""

    name = "agencies.duty"
    label = "duty"

    def ready(self) -> None:
        from audit import verbs

        verbs.register(
            {
                "duty.planned": _("planned a turn of duty"),
                "duty.ended": _("ended a turn of duty"),
                "duty.struck": _("struck a turn of duty off the roster"),
                "duty.unstaffed": _("had nobody on duty when someone was needed"),
            }
        )
