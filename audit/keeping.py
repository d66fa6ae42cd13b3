"""What is done with the log itself is in the log: verified, doubted, exported, an era begun."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from audit.log import SYSTEM, Led, Ref, record
from audit.models import Event
from audit.verbs import register

LOG = UUID("0e7e4a5c-0000-4000-8000-000000000109")  # the log as an object; every installation has this one
ON_THE_LOG = Ref("log", LOG, "log", LOG, None)
VERDICTS = ("log.verified", "log.doubted")

register(
    {
        "log.verified": _("verified the log"),
        "log.doubted": _("found the log changed"),
        "log.heads_exported": _("exported the heads of the seals"),
        "log.era_begun": _("began a new era of the log"),
    }
)


@transaction.atomic
def kept(verb: str, **numbers: int) -> Event:
    """Record what a command did with the log."""
    return record(verb, by=SYSTEM, on=ON_THE_LOG, led=Led.CONSULTATION, detail=numbers)


def last_verdict() -> Event | None:
    """The newest result of `verify_log`; None if it never ran."""
    return Event.objects.filter(root_id=LOG, verb__in=VERDICTS).order_by("-at", "-id").first()
