"""Where the originator is asked to allow a use: a request of the release ledger, with what is wanted filled in."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from agencies.models import Agency
from intelligence.releases.codes import Learned
from intelligence.usage.rules import AskFirst


@dataclass(frozen=True)
class Ask:
    """Whom to ask, and the address of the form that asks."""

    agency: Agency
    url: str


def where_to_ask(refusal: AskFirst) -> Ask:
    """How to ask the originator for what the refusal says is missing: of the report, or of one that it builds on."""
    report = refusal.report
    said = {"owner": report.originator_id, "reference": report.reference, "learned": Learned.REFERENCE.value}
    return Ask(report.originator, f"{reverse('release_new')}?{urlencode(said | {'leave': refusal.leave})}")
