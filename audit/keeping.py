"""What is done with the log itself is in the log: verified, doubted, exported, an era begun."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from audit.log import SYSTEM, Led, Ref, record
from audit.models import Event, Seal
from audit.verbs import register

# The log and its seals as objects of the log; every installation has these two.
LOG = UUID("0e7e4a5c-0000-4000-8000-000000000109")
SEALS = UUID("5ea15000-0000-4000-8000-000000000109")
ON_THE_SEALS = Ref("log", SEALS, "log", SEALS, None)
VERDICTS = ("log.verified", "log.doubted")

register(
    {
        "log.consulted": _("read the log"),
        "log.verified": _("verified the log"),
        "log.doubted": _("found the log changed"),
        "log.heads_exported": _("exported the heads of the seals"),
        "log.era_begun": _("began a new era of the log"),
    }
)


@dataclass(frozen=True)
class SealStatus:
    """How far the log is sealed, and what `verify_log` last said: its verb and when; empty if it never ran."""

    number: int
    era: int
    at: datetime
    verdict: str
    verdict_at: datetime | None


@transaction.atomic
def kept(verb: str, **numbers: int) -> Event:
    """Record what a command did with the log."""
    return record(verb, by=SYSTEM, on=ON_THE_SEALS, led=Led.CONSULTATION, detail=numbers)


def on_the_log(reader: UUID) -> Ref:
    """The log as `reader`'s agency reads it."""
    return Ref("log", LOG, "log", LOG, reader)


def seal_status() -> SealStatus | None:
    """One query; None before the first seal."""
    verdicts = Event.objects.filter(root_id=SEALS, verb__in=VERDICTS).order_by("-at", "-id")
    seals = Seal.objects.annotate(verdict=verdicts.values("verb")[:1], verdict_at=verdicts.values("at")[:1])
    last = seals.order_by("-number").first()
    return SealStatus(last.number, last.era_id, last.at, last.verdict or "", last.verdict_at) if last else None
